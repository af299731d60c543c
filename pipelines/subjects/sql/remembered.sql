-- Records that earlier nights knew, and that suppressions are about.
with hashed as (
    select
        r.source,
        r.record_id,
        sha256(
            $outer::blob
            || unhex(sha256($inner::blob || encode('record|' || r.source || '|' || r.record_id)))
        ) as hash
    from remembered_record as r
)

select distinct
    h.source,
    h.record_id
from hashed as h
semi join suppressed_hash using (hash)
