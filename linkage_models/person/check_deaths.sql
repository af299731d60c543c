-- A record of a death and another record of the cluster that is active or born well after it. A death
-- that its own record outlives is a mistake, as is one where number and birth say that both are one.
with dead as (
    select
        c.cluster,
        r.record_number,
        r.nhs_number,
        r.date_of_birth,
        p.date_of_death
    from cluster as c
    inner join linkage.record as r on c.node + 1 = r.record_number
    inner join conformed.person_record as p on r.source = p.source and r.record_id = p.record_id
    where p.date_of_death is not null
),

member as (
    select
        c.cluster,
        r.record_number,
        r.source,
        r.record_id,
        r.nhs_number,
        r.date_of_birth
    from cluster as c
    semi join dead as d on c.cluster = d.cluster
    inner join linkage.record as r on c.node + 1 = r.record_number
),

dated as (
    select
        m.record_number,
        i.start_date as on_date
    from member as m
    inner join conformed.involvement as i on m.source = i.source and m.record_id = i.record_id
    union all
    select
        m.record_number,
        a.from_date as on_date
    from member as m
    inner join conformed.address as a on m.source = a.source and m.record_id = a.record_id
    union all
    select
        record_number,
        date_of_birth as on_date
    from member
),

last_sign as (
    select
        m.cluster,
        m.record_number,
        m.nhs_number,
        m.date_of_birth,
        max(d.on_date) as on_date
    from member as m
    inner join dated as d on m.record_number = d.record_number
    group by m.cluster, m.record_number, m.nhs_number, m.date_of_birth
)

select distinct
    least(d.record_number, s.record_number) - 1 as node_l,
    greatest(d.record_number, s.record_number) - 1 as node_r
from dead as d
inner join last_sign as s on d.cluster = s.cluster and d.record_number <> s.record_number
left join last_sign as own on d.record_number = own.record_number
where
    s.on_date > d.date_of_death + to_days($days)
    and coalesce(own.on_date <= d.date_of_death + to_days($days), true)
    and not coalesce(d.nhs_number = s.nhs_number and d.date_of_birth = s.date_of_birth, false)
order by node_l, node_r
