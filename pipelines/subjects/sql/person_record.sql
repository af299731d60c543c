-- All records of the persons that matching records are of; a record that was not linked is one alone.
with person as (
    select distinct p.person_id
    from linkage.person_record as p
    inner join matching_record as m on p.source = m.source and p.record_id = m.record_id
),

alone as (
    select
        m.source,
        m.record_id
    from matching_record as m
    anti join linkage.person_record as p on m.source = p.source and m.record_id = p.record_id
)

select
    coalesce(k.person_key, 'person ' || p.person_id) as person,
    p.source,
    p.record_id
from linkage.person_record as p
inner join person as t on p.person_id = t.person_id
left join linkage.person_key as k on p.person_id = k.person_id
union all
select
    'record ' || a.source || ':' || a.record_id as person,
    a.source,
    a.record_id
from alone as a
order by person, source, record_id
