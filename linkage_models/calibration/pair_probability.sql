-- The calibrated probability of every pair: along the curve of its closeness, between two knots.
select
    p.record_number_l,
    p.record_number_r,
    1 / (1 + exp(-(c.odds + c.slope * (
        least(greatest(p.match_weight, $first_knot), $last_knot) - c.knot
    )))) as probability,
    true as is_calibrated
from linkage.pair as p
asof inner join calibration_curve as c
    on
        coalesce(p.closeness = 'one household', false) = c.is_close
        and least(greatest(p.match_weight, $first_knot), $last_knot) >= c.knot
