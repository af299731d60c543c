-- Phones and e-mail addresses of persons that are evidence of family.
select distinct
    m.person_id,
    k.value,
    c.kind,
    c.people
from conformed.contact_point as k
inner join linkage.person_record as m on k.source = m.source and k.record_id = m.record_id
inner join family.contact_point as c on k.value = c.value and c.is_evidence
