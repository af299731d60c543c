-- Persons found exactly: all of a true person's records, and nobody else's.
with counted as (
    select
        count(*) filter (where records = true_records and records = found_records) as exact_persons,
        count(distinct true_id) as true_persons,
        count(distinct found_id) as found_persons
    from cell
)

select
    exact_persons / found_persons as precision,
    exact_persons / true_persons as recall,
    2 * exact_persons / (found_persons + true_persons) as f1
from counted
