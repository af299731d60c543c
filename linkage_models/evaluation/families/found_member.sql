-- The members of each found unit, and who they truly are; whom the truth does not cover is left out.
select distinct
    m.unit_id as found_unit,
    m.person_id as found_id,
    f.true_id,
    m.role in ('child', 'unborn_child') as is_child
from family.member as m
inner join true_of_found as f on m.person_id = f.found_id
