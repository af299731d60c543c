-- What is recalled of earlier nights, but for records that are to be forgotten and those withheld
-- tonight: a restricted record is linked with nobody, so nor may it be remembered beside anybody.
select
    r.source,
    r.record_id,
    r.person_key,
    r.key_since,
    r.last_seen,
    r.is_present
from recalled as r
anti join linkage.forgotten as f on r.source = f.source and r.record_id = f.record_id
anti join conformed.person_record as w
    on r.source = w.source and r.record_id = w.record_id and w.is_restricted
