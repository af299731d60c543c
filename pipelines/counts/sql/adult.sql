-- Adults open to mental health: alive, and not known to be under 18.
select distinct o.person_id
from counts.open_involvement as o
inner join family.person as p on o.person_id = p.person_id
where
    o.service = 'adult_mental_health'
    and not p.is_dead
    and not coalesce(p.is_child, false)
