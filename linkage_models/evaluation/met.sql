-- Which true and found persons share a record.
select distinct
    true_id,
    found_id
from labelled.judged
order by true_id, found_id
