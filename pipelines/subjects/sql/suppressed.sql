-- Records of a source that suppressions are about: by their key, their NHS number or a UPN of theirs.
-- The hash is HMAC-SHA-256 by each key in turn, put together from the two halves of the key.
with told as (
    select
        r.record_id,
        unnest(list_filter(
            [
                'record|' || r.source || '|' || r.record_id,
                'nhs|' || r.nhs_number,
                'upn|' || r.upn,
                'upn|' || r.former_upn
            ],
            lambda said: said is not null
        )) as said
    from conformed.person_record as r
    where r.source = $source
),

hashed as (
    select
        t.record_id,
        list_reduce(
            $pads,
            (said, pad) -> sha256(
                unhex(substr(pad, 129)) || unhex(sha256(unhex(substr(pad, 1, 128)) || encode(said)))
            ),
            t.said
        ) as hash
    from told as t
)

select distinct h.record_id
from hashed as h
semi join suppressed_hash using (hash)
