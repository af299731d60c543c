-- Whether a night holds a record that an erasure is about, or remembers one.
with known as (
    select
        source,
        record_id
    from conformed.person_record
    union
    select
        source,
        record_id
    from linkage.identity
),

hashed as (
    select
        list_reduce(
            $pads,
            (said, pad) -> sha256(
                unhex(substr(pad, 129)) || unhex(sha256(unhex(substr(pad, 1, 128)) || encode(said)))
            ),
            'record|' || k.source || '|' || k.record_id
        ) as hash
    from known as k
)

select count(h.hash) as record_count
from hashed as h
inner join suppressed_hash as s on h.hash = s.hash
