-- A pair as the night weighed it; the penalty is what its guard took.
select
    blocking_rule,
    match_weight_before_guard,
    guard,
    match_weight - match_weight_before_guard as penalty
from linkage.pair
where
    (record_number_l = $number_l and record_number_r = $number_r)
    or (record_number_l = $number_r and record_number_r = $number_l)
