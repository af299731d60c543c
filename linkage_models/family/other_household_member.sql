-- Who else lives with a unit's children: adult children, lodgers, relatives. Not members, nor a member
-- under another name.
select distinct
    m.unit_id,
    r.person_id
from family.member as m
inner join family.residence as h on m.person_id = h.person_id and h.to_date >= $as_at
inner join family.residence as r on h.address = r.address and r.to_date >= $as_at
inner join family.person as p on r.person_id = p.person_id and not p.is_dead
anti join family.member as o on m.unit_id = o.unit_id and r.person_id = o.person_id
anti join family.same_carer as s on r.person_id = s.also_id
where m.role = 'child'
