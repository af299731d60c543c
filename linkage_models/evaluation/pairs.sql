-- Pairs of records: how many are true, how many were found, how many are both.
with cell as (
    select
        true_id,
        found_id,
        count(*) as records
    from judged_record
    group by true_id, found_id
),

true_person as (
    select
        true_id,
        count(*) as records
    from judged_record
    group by true_id
),

found_person as (
    select
        found_id,
        count(*) as records
    from judged_record
    group by found_id
),

counted as (
    select
        (select sum(records * (records - 1) / 2) from true_person) as true_pairs,
        (select sum(records * (records - 1) / 2) from found_person) as found_pairs,
        (select sum(records * (records - 1) / 2) from cell) as shared_pairs
)

select
    shared_pairs / found_pairs as precision,
    shared_pairs / true_pairs as recall,
    2 * shared_pairs / (found_pairs + true_pairs) as f1
from counted
