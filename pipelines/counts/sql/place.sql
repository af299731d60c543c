-- Where a person lives for the purpose of counting: of the homes in use on the as-at date the one that most
-- sources tell, of equals the newest. A placement is no home. An unborn child lives where its mother does.
with used as (
    select
        m.person_id,
        a.postcode,
        count(distinct a.source) as source_count,
        max(a.from_date) as newest_date
    from conformed.address as a
    inner join linkage.person_record as m on a.source = m.source and a.record_id = m.record_id
    where
        a.postcode is not null
        and coalesce(a.use, 'home') in ('home', 'temporary')
        and coalesce(a.from_date <= $as_at, true)
        and coalesce(a.to_date >= $as_at, true)
    group by m.person_id, a.postcode
),

own as (
    select
        person_id,
        arg_max(
            postcode, (source_count, coalesce(newest_date, date '0001-01-01'), postcode)
        ) as postcode
    from used
    group by person_id
),

of_mother as (
    select
        t.child_id as person_id,
        arg_min(o.postcode, (t.role <> 'mother', t.adult_id)) as postcode
    from family.care_tie as t
    inner join family.dependent_child as d on t.child_id = d.child_id
    inner join own as o on t.adult_id = o.person_id
    where t.role in ('mother', 'parent') and d.is_unborn
    group by t.child_id
),

home as (
    select
        person_id,
        postcode
    from own
    union all
    select
        m.person_id,
        m.postcode
    from of_mother as m
    anti join own as o on m.person_id = o.person_id
)

select
    p.person_id,
    coalesce(g.ward, 'not known') as ward,
    coalesce('decile ' || lpad(g.imd_decile::varchar, 2, '0'), 'not known') as imd_decile
from family.person as p
left join home as h on p.person_id = h.person_id
left join conformed.postcode as g on h.postcode = g.postcode
