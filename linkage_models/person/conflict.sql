-- Pairs of records within a cluster that cannot be one person: two verified NHS numbers.
select
    l.record_number - 1 as node_l,
    r.record_number - 1 as node_r
from linkage.record as l
inner join cluster as c on l.record_number = c.node + 1
inner join cluster as d on c.cluster = d.cluster
inner join linkage.record as r on d.node + 1 = r.record_number
where
    l.record_number < r.record_number
    and l.nhs_number_is_verified
    and r.nhs_number_is_verified
    and l.nhs_number <> r.nhs_number
order by node_l, node_r
