-- The synthetic borough: who each record is, and with whom that person lives.
select
    r.source,
    r.record_id,
    r.person_id,
    p.household_id
from true_record as r
left join true_person as p on r.person_id = p.person_id
where r.excluded = 'false'
