-- Restricted records that reached linkage.
select count(*) as contradictions
from conformed.person_record as p
inner join linkage.person_record as m on p.source = m.source and p.record_id = m.record_id
where p.is_restricted
