-- Records of one cluster that carry different verified NHS numbers.
with numbered as (
    select
        c.cluster,
        r.record_number,
        r.nhs_number
    from cluster as c
    inner join linkage.record as r on c.node + 1 = r.record_number
    where r.nhs_number_is_verified and r.nhs_number is not null
),

suspect as (
    select cluster
    from numbered
    group by cluster
    having count(distinct nhs_number) > 1
)

select
    l.record_number - 1 as node_l,
    r.record_number - 1 as node_r
from suspect as s
inner join numbered as l on s.cluster = l.cluster
inner join numbered as r on s.cluster = r.cluster
where l.record_number < r.record_number and l.nhs_number <> r.nhs_number
order by node_l, node_r
