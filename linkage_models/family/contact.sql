-- Phones and e-mail addresses of persons; one that very many share belongs to a professional.
with points as (
    select distinct
        m.person_id,
        k.value
    from conformed.contact_point as k
    inner join linkage.person_record as m on k.source = m.source and k.record_id = m.record_id
    where k.value is not null
)

select
    person_id,
    value
from points
qualify count(*) over (partition by value) <= $contact_shared_by_at_most
