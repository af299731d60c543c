-- Patients whom nobody deleted. The extract does not say whether an NHS number was traced. Who died on a
-- day that is missing was dead by the day of removal, or by that of the delivery. All given names stand
-- in one field, with a title at times.
with patient as (
    select
        *,
        case when not is_placeholder_name(FORENAME) then name_words(FORENAME) end as given_names
    from typed.vision_patient
    where coalesce(upper(ACTION), '') <> 'D'
)

select
    SERVICE_ID || ':' || PID as record_id,
    NHS_NUMBER as nhs_number,
    case when NHS_NUMBER is not null then 'unverified' end as nhs_number_status,
    case when len(given_names) > 1 then given_names[1] else FORENAME end as given_name,
    array_to_string(given_names[2:], ' ') as middle_names,
    SURNAME as family_name,
    DATE_OF_BIRTH as date_of_birth,
    date_quality(DATE_OF_BIRTH, false) as date_of_birth_quality,
    coalesce(
        DATE_OF_DEATH, case when upper(ACTIVE) = 'D' then coalesce(REMOVED_DATE, _delivery) end
    ) as date_of_death,
    coalesce(SEX, 'U') as sex,
    true as is_client,
    false as is_restricted
from patient
