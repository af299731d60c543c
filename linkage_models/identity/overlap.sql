-- How many records each of tonight's persons shares with each person of the last night, the best
-- first: most records, then the larger share of the old person, then the older key. Keys are random
-- and order nothing.
with known_person as (
    select
        person_key,
        min(key_since) as key_since,
        count(*) as records,
        row_number() over (order by min((source, record_id))) as key_number
    from linkage.last_identity
    group by person_key
),

shared as (
    select
        m.person_id,
        l.person_key,
        count(*) as records
    from linkage.person_record as m
    inner join linkage.last_identity as l on m.source = l.source and m.record_id = l.record_id
    group by m.person_id, l.person_key
)

select
    s.person_id,
    k.key_number,
    s.person_key,
    k.key_since
from shared as s
inner join known_person as k on s.person_key = k.person_key
order by s.records desc, s.records / k.records desc, k.key_since, s.person_id, k.key_number
