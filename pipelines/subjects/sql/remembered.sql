-- Records that earlier nights knew, and that suppressions are about.
with hashed as (
    select
        r.source,
        r.record_id,
        list_reduce(
            $pads,
            (said, pad) -> sha256(
                unhex(substr(pad, 129)) || unhex(sha256(unhex(substr(pad, 1, 128)) || encode(said)))
            ),
            'record|' || r.source || '|' || r.record_id
        ) as hash
    from remembered_record as r
)

select distinct
    h.source,
    h.record_id
from hashed as h
semi join suppressed_hash using (hash)
