-- Persons that somebody else found: which pairs they looked at is not known.
select
    source,
    record_id,
    0 as linkable,
    0 as brought,
    0 as kept
from labelled.judged
where false
