-- The units that a person is a member of, and those with whose children it lives without being one.
select
    unit_id,
    true as is_member
from family.member
where person_id = $person_id

union all

select
    o.unit_id,
    false as is_member
from family.other_household_member as o
where o.person_id = $person_id

order by unit_id
