-- Records of one cluster whose births cannot be one by what stated ties say: a child's own parent, and
-- somebody born too late to be one. Two recorded births are compared elsewhere, typing errors in mind.
with bounded as (
    select
        c.cluster,
        r.record_number,
        r.date_of_birth is not null as is_recorded,
        coalesce(r.date_of_birth, r.born_after) as from_date,
        coalesce(r.date_of_birth, r.born_before) as to_date
    from cluster as c
    inner join linkage.record as r on c.node + 1 = r.record_number
    where coalesce(r.date_of_birth, r.born_after, r.born_before) is not null
),

suspect as (
    select cluster
    from bounded
    group by cluster
    having max(from_date) > min(to_date) and not bool_and(is_recorded)
)

select
    l.record_number - 1 as node_l,
    r.record_number - 1 as node_r
from suspect as s
inner join bounded as l on s.cluster = l.cluster
inner join bounded as r on s.cluster = r.cluster
where
    l.record_number < r.record_number
    and not (l.is_recorded and r.is_recorded)
    and (l.from_date > r.to_date or r.from_date > l.to_date)
order by node_l, node_r
