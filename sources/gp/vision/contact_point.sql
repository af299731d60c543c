-- Phones and e-mail address of a patient.
with point as (
    select
        SERVICE_ID || ':' || PID as record_id,
        unnest([PHONE_NUMBER, MOBILE_NUMBER, EMAIL]) as value
    from typed.vision_patient
)

select distinct
    record_id,
    case when contains(value, '@') then 'email' else 'phone' end as kind,
    value
from point
where value is not null
