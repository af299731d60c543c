-- Which unit each child of a town belongs to, and the type of family it lives in.
select
    u.child_id,
    u.unit_id,
    p.family_type
from truth_unit as u
left join truth_person as p on u.child_id = p.person_id
