-- Which unit each child belongs to; its type as the unit says, or else the child.
select
    u.child_id,
    min(u.unit_id) as unit_id,
    coalesce(min(u.family_type), min(p.family_type)) as family_type
from received.true_unit as u
left join received.true_person as p on u.child_id = p.person_id
group by u.child_id
order by u.child_id
