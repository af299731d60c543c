-- One row per family unit: a partition of the children, with the size of each part.
select
    m.unit_id,
    count(*) filter (where m.role in ('child', 'unborn_child')) as child_count,
    count(*) filter (where m.role = 'unborn_child') as unborn_count,
    count(*) filter (where m.role not in ('child', 'unborn_child')) as adult_count,
    count(*) filter (
        where m.role not in ('child', 'unborn_child', 'foster_carer') and m.residence = 'with_child'
    ) as adult_at_home_count
from family.member as m
group by m.unit_id
