-- Dependent children that are in no unit, or in more than one.
select count(*) as contradictions
from (
    select d.child_id
    from family.dependent_child as d
    left join family.member as m on d.child_id = m.person_id and m.role in ('child', 'unborn_child')
    group by d.child_id
    having count(m.unit_id) <> 1
) as contradicted
