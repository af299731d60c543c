-- Pairs of records that a person said are two. They stand in a conflict too: that is what is safe.
select
    record_number_l - 1 as node_l,
    record_number_r - 1 as node_r
from linkage.decision
where decision = 'different' and status in ('applied', 'conflict')
order by node_l, node_r
