-- Pairs of records that a person decided to be different people, and that are one person.
select count(*) as contradictions
from linkage.decision as d
inner join linkage.person_record as l on d.source_l = l.source and d.record_id_l = l.record_id
inner join linkage.person_record as r on d.source_r = r.source and d.record_id_r = r.record_id
where
    d.decision = 'different'
    and d.status in ('applied', 'conflict')
    and l.person_id = r.person_id
