-- Persons whose records carry different verified NHS numbers, unless people decided that records of
-- theirs are the same person.
with contradicted as (
    select m.person_id
    from linkage.person_record as m
    inner join linkage.record as r on m.source = r.source and m.record_id = r.record_id
    where r.nhs_number_is_verified and r.nhs_number is not null
    group by m.person_id
    having count(distinct r.nhs_number) > 1
),

decided as (
    select m.person_id
    from linkage.decision as d
    inner join linkage.person_record as m on d.source_l = m.source and d.record_id_l = m.record_id
    where d.decision = 'same' and d.status = 'applied'
)

select count(*) as contradictions
from contradicted as c
anti join decided as d on c.person_id = d.person_id
