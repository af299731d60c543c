-- Phones and e-mail addresses of persons; one that very many people or many children share
-- belongs to a professional.
with points as (
    select distinct
        m.person_id,
        k.value,
        coalesce(p.date_of_birth > $as_at - interval 18 year, false) as is_child
    from conformed.contact_point as k
    inner join linkage.person_record as m on k.source = m.source and k.record_id = m.record_id
    inner join linkage.person as p on m.person_id = p.person_id
    where k.value is not null
)

select
    person_id,
    value
from points
qualify
    count(*) over (partition by value) <= $people_at_most
    and count(*) filter (where is_child) over (partition by value) <= $children_at_most
