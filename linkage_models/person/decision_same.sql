-- Pairs of records that a person said are one, where nobody's decision stands against it: numbered
-- from 0 for clustering.
select
    record_number_l - 1 as node_l,
    record_number_r - 1 as node_r
from linkage.decision
where decision = 'same' and status = 'applied'
order by node_l, node_r
