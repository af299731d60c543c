-- Registration with a practice. Where the day is missing, it began with the patient's life.
with patient as (
    select
        RowIdentifier,
        max(DateBirth) as born
    from typed.sr_patient
    group by RowIdentifier
),

registration as (
    select
        r.IDPatient,
        r.DateDeRegistration,
        coalesce(r.IDOrganisationRegisteredAt, r.IDOrganisation, r.IDOrganisationVisibleTo) as practice,
        coalesce(
            case when r.DateRegistration > date '1900-01-01' then r.DateRegistration end, p.born, r._delivery
        ) as start_date
    from typed.sr_patient_registration as r
    left join patient as p on r.IDPatient = p.RowIdentifier
    where not coalesce(r.RemovedData, false) and r.IDPatient is not null
)

select
    IDPatient as record_id,
    'gp' as service,
    'registration' as kind,
    min(practice) as detail,
    start_date,
    case when bool_and(DateDeRegistration is not null) then max(DateDeRegistration) end as end_date
from registration
group by IDPatient, start_date
