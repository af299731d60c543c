-- What the model itself takes a pair's weight to mean: odds of two to its power. Nothing has checked it.
select
    record_number_l,
    record_number_r,
    1 / (1 + pow(2.0, -match_weight)) as probability,
    false as is_calibrated
from linkage.pair
