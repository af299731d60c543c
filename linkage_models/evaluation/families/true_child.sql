-- Every true child with the number of its unit. Where no unit is told, a child is one of its own, by
-- which only its ties are judged.
with child as (
    select
        child_id,
        min(unit_id) as unit_id,
        min(family_type) as family_type
    from true_unit
    group by child_id
    union all by name
    select distinct t.child_id
    from true_tie as t
    anti join true_unit as u on t.child_id = u.child_id
)

select
    child_id,
    unit_id is not null as has_unit,
    coalesce(family_type, 'not known') as family_type,
    dense_rank() over (
        order by unit_id, case when unit_id is null then child_id end
    ) - 1 as unit_number
from child
