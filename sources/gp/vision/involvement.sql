-- Registration with a practice. Where the day is missing, it began with the patient's life; who left
-- or died on a day that is missing has left by the day of the delivery.
select
    SERVICE_ID || ':' || PID as record_id,
    'gp' as service,
    'registration' as kind,
    coalesce(PRACTICE, SERVICE_ID) as detail,
    coalesce(
        case when REGISTERED_DATE > date '1900-01-01' then REGISTERED_DATE end, DATE_OF_BIRTH, _delivery
    ) as start_date,
    coalesce(
        REMOVED_DATE, DATE_OF_DEATH, case when upper(ACTIVE) in ('L', 'D') then _delivery end
    ) as end_date
from typed.vision_patient
