-- How many records each true and found person share, and how many each has.
select
    true_id,
    found_id,
    count(*) as records,
    sum(count(*)) over (partition by true_id) as true_records,
    sum(count(*)) over (partition by found_id) as found_records
from judged_record
group by true_id, found_id
