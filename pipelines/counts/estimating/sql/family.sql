-- The frame of families with a service: one row per child of such a family, which counts for each of its
-- children in part. A family with one service may have been kept from a second, one with several given it.
with sharing as (
    select
        unit_id,
        count(*) as children
    from counts.child
    group by unit_id
)

select
    c.child_id as person_id,
    c.unit_id as cluster_id,
    case when len(f.services) > 1 then 'several' else 'one' end as stratum,
    case when len(f.services) > 1 then 1 / s.children else 0 end as c1_several,
    case when len(f.services) > 1 then -1 / s.children else 1 / s.children end as doubt_c1_several
from counts.child as c
inner join counts.family_profile as f on c.unit_id = f.unit_id
inner join sharing as s on c.unit_id = s.unit_id
where len(f.services) > 0
