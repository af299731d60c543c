-- How many records of each source came how far: the exact figures of F1.
select
    category as source,
    measure,
    value
from counts.figure
where count_id = 'F1' and breakdown = 'source'
order by source, measure
