-- Registration with a practice. Where the day is missing, it began with the patient's life; it ended
-- at the latest when the patient was taken off the register.
with registration as (
    select
        p.id,
        g.practice,
        g.until,
        p.removed_on,
        coalesce(g.since, p.birthDate, p._delivery) as start_date
    from typed.fhir_general_practitioner as g
    inner join typed.fhir_patient as p on g._file = p._file and g._parent = p._record
)

select
    id as record_id,
    'gp' as service,
    'registration' as kind,
    min(practice) as detail,
    start_date,
    coalesce(case when bool_and(until is not null) then max(until) end, max(removed_on)) as end_date
from registration
group by id, start_date
