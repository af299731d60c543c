-- The pairs of a unit's children and adults as the night weighed them, each a row in one piece: which
-- columns it has depends on the model.
select p as pair
from family.pair as p
inner join family.member as l on p.person_id_l = l.person_id and l.unit_id = $unit_id
inner join family.member as r on p.person_id_r = r.person_id and r.unit_id = $unit_id
order by p.person_id_l, p.person_id_r
