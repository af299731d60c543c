-- FEBRL: given and family name, birth date as eight digits, and the national id of another country.
select
    source,
    rec_id as record_id,
    given_name,
    surname as family_name,
    cast(try_strptime(date_of_birth, '%Y%m%d') as date) as date_of_birth,
    case when $with_national_id then soc_sec_id end as nhs_number
from labelled
