-- Who each record of a synthetic town is about, and with whom they live.
select
    r.source,
    r.record_id,
    r.person_id,
    p.household_id
from truth_record as r
left join truth_person as p on r.person_id = p.person_id
where not r.excluded
