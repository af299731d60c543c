-- Every record with its person's key: those of tonight, and those known that were not delivered, until
-- they are forgotten. An absent record follows where most of its person went when nobody has its key.
with present as (
    select
        m.source,
        m.record_id,
        k.person_key,
        k.key_since
    from linkage.person_record as m
    inner join linkage.person_key as k on m.person_id = k.person_id
)

select
    source,
    record_id,
    person_key,
    key_since,
    $as_at::date as last_seen,
    true as is_present
from present
union all
select
    l.source,
    l.record_id,
    coalesce(f.person_key, l.person_key) as person_key,
    coalesce(f.key_since, l.key_since) as key_since,
    l.last_seen,
    false as is_present
from linkage.last_identity as l
anti join present as p on l.source = p.source and l.record_id = p.record_id
left join linkage.followed_key as f on l.person_key = f.known_key
where l.last_seen >= $remembered_since
order by source, record_id
