-- Every pair that some level would join, by weight.
select
    record_number_l - 1 as node_l,
    record_number_r - 1 as node_r,
    match_weight
from linkage.pair
where match_weight >= $lowest
order by node_l, node_r
