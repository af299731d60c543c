-- Stated ties that touch a unit and were not believed, with the reason.
with member as (
    select person_id
    from family.member
    where unit_id = $unit_id
)

select
    s.from_person_id,
    s.to_person_id,
    s.type,
    s.source,
    s.reason
from family.tie_set_aside as s
semi join member as m on s.from_person_id = m.person_id

union

select
    s.from_person_id,
    s.to_person_id,
    s.type,
    s.source,
    s.reason
from family.tie_set_aside as s
semi join member as m on s.to_person_id = m.person_id

order by from_person_id, to_person_id, type, source, reason
