-- Persons whose records wait for people: decisions in conflict, or far too many records.
select count(distinct person_id) as contradictions
from linkage.set_aside
