-- Records of one cluster that carry different permanent UPNs. A temporary one ends in a letter; two
-- that any record of the cluster carries together are the later and the former one of one pupil.
with numbered as (
    select
        c.cluster,
        r.record_number,
        r.upn,
        r.upns
    from cluster as c
    inner join linkage.record as r on c.node + 1 = r.record_number
    where r.upn is not null
),

permanent as (
    select
        cluster,
        record_number,
        upn
    from numbered
    where regexp_matches(upn, '[0-9]$')
),

suspect as (
    select cluster
    from permanent
    group by cluster
    having count(distinct upn) > 1
),

one_pupil as (
    select distinct
        cluster,
        upns[1] as upn,
        upns[2] as other_upn
    from numbered
    where len(upns) = 2
)

select
    l.record_number - 1 as node_l,
    r.record_number - 1 as node_r
from suspect as s
inner join permanent as l on s.cluster = l.cluster
inner join permanent as r on s.cluster = r.cluster
left join one_pupil as o
    on
        s.cluster = o.cluster
        and least(l.upn, r.upn) = o.upn
        and greatest(l.upn, r.upn) = o.other_upn
where l.record_number < r.record_number and l.upn <> r.upn and o.cluster is null
order by node_l, node_r
