-- A pair as the night weighed it; the penalty is what its guard took.
select
    blocking_rule,
    match_weight_before_guard,
    guard,
    match_weight - match_weight_before_guard as penalty
from linkage.pair
where
    least(record_number_l, record_number_r) = $number_l
    and greatest(record_number_l, record_number_r) = $number_r
