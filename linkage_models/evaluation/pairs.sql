-- Pairs of records: how many are true, how many were found, how many are both.
with counted as (
    select
        sum(records * (records - 1)) as shared_pairs,
        sum(records * (true_records - 1)) as true_pairs,
        sum(records * (found_records - 1)) as found_pairs
    from cell
)

select
    shared_pairs / found_pairs as precision,
    shared_pairs / true_pairs as recall,
    2 * shared_pairs / (found_pairs + true_pairs) as f1
from counted
