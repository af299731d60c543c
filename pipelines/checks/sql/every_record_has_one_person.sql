-- Records that may be linked and have no person, or more than one.
select count(*) as contradictions
from (
    select p.source
    from conformed.person_record as p
    left join linkage.person_record as m on p.source = m.source and p.record_id = m.record_id
    where not p.is_restricted
    group by p.source, p.record_id
    having count(m.person_id) <> 1
) as contradicted
