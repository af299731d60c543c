-- Ties between persons that nothing contradicts, once per pair, type and source.
select
    from_person_id,
    to_person_id,
    type,
    source,
    parental_responsibility,
    lives_with,
    from_date,
    to_date,
    source_value
from family.tie_judged
where reason is null
