-- Members of the units of the night before, but for whoever may not be remembered.
select
    r.person_key,
    r.unit_key,
    r.key_since,
    r.is_child,
    r.expected_on,
    r.carers,
    r.homes,
    r.ended_key,
    r.ended_key_since,
    r.last_seen,
    r.is_present
from recalled as r
semi join linkage.last_person_record as l on r.person_key = l.person_key
