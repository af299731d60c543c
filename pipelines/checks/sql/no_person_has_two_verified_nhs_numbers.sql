-- Persons whose records carry different verified NHS numbers.
select count(*) as contradictions
from (
    select m.person_id
    from linkage.person_record as m
    inner join linkage.record as r on m.source = r.source and m.record_id = r.record_id
    where r.nhs_number_is_verified and r.nhs_number is not null
    group by m.person_id
    having count(distinct r.nhs_number) > 1
) as contradicted
