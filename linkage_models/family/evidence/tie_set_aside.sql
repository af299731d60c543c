-- Ties that sources state and that are not believed, each with the reason.
select
    from_person_id,
    to_person_id,
    type,
    source,
    parental_responsibility,
    lives_with,
    from_date,
    to_date,
    source_value,
    reason
from family.tie_judged
where reason is not null
