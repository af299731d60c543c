-- Pairs at or above the join threshold, numbered from 0 for clustering.
select
    record_number_l - 1 as node_l,
    record_number_r - 1 as node_r,
    match_weight
from linkage.pair
where match_weight >= $join_weight
order by node_l, node_r
