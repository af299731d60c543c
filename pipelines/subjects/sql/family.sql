-- The family units that a person is a member of, with the role; others are counted and not told.
with person as (
    select distinct p.person_id
    from linkage.person_record as p
    inner join subject_record as s on p.source = s.source and p.record_id = s.record_id
)

select
    k.unit_key as family,
    m.role,
    m.residence,
    u.child_count + u.unborn_count as children_in_it,
    u.adult_count as adults_in_it
from family.member as m
inner join person as p on m.person_id = p.person_id
inner join family.unit as u on m.unit_id = u.unit_id
inner join family.unit_key as k on u.unit_id = k.unit_id
order by all
