-- Persons of more than 25 records: strangers chained together, or a professional.
select count(*) as contradictions
from linkage.person
where record_count > 25
