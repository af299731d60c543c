-- The address in use. The registration's date says nothing of when the patient moved there.
select
    SERVICE_ID || ':' || PID as record_id,
    REMOVED_DATE as to_date,
    'home' as use,
    coalesce(
        lines_joined([ADDRESS_1, ADDRESS_2, ADDRESS_3, ADDRESS_4, ADDRESS_5]),
        lines_joined(string_split(ADDRESS, '|'))
    ) as line,
    POSTCODE as postcode
from typed.vision_patient
where coalesce(ADDRESS, ADDRESS_1, ADDRESS_2, ADDRESS_3, ADDRESS_4, POSTCODE) is not null
