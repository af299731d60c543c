-- Care ties in which the adult was born after the child.
select count(*) as contradictions
from family.care_tie as t
inner join family.person as c on t.child_id = c.person_id
inner join family.person as a on t.adult_id = a.person_id
where a.birth >= c.birth
