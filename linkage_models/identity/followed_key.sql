-- Keys known from earlier nights that are nobody's tonight, though records under them are there: of
-- whom most of those records are now.
with shared as (
    select
        l.person_key as known_key,
        k.person_key,
        k.key_since,
        count(*) as records,
        min((m.source, m.record_id)) as lowest
    from linkage.last_identity as l
    inner join linkage.person_record as m on l.source = m.source and l.record_id = m.record_id
    inner join linkage.person_key as k on m.person_id = k.person_id
    where l.person_key not in (select n.person_key from linkage.person_key as n)
    group by l.person_key, k.person_key, k.key_since
)

select
    known_key,
    arg_min(person_key, (-records, lowest)) as person_key,
    arg_min(key_since, (-records, lowest)) as key_since
from shared
group by known_key
