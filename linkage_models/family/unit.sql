-- One row per family unit: a partition of the children, with the size of each part, and why people
-- should look at it.
with size as (
    select
        unit_id,
        count(*) filter (where role in ('child', 'unborn_child')) as child_count,
        count(*) filter (where role = 'unborn_child') as unborn_count,
        count(*) filter (where role not in ('child', 'unborn_child')) as adult_count,
        count(*) filter (
            where role not in ('child', 'unborn_child', 'foster_carer') and residence = 'with_child'
        ) as adult_at_home_count
    from family.member
    group by unit_id
)

select
    s.unit_id,
    s.child_count,
    s.unborn_count,
    s.adult_count,
    s.adult_at_home_count,
    f.flag
from size as s
left join unit_flag as f on s.unit_id = f.unit_id
