-- Phones and e-mail address of a patient.
with points as (
    select
        PatientGuid as record_id,
        unnest([HomePhone, MobilePhone, EmailAddress]) as value
    from typed.emis_patient
)

select distinct
    record_id,
    case when contains(value, '@') then 'email' else 'phone' end as kind,
    value
from points
where value is not null
