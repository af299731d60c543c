-- fake_1000: two names and a birth date.
select
    source,
    unique_id as record_id,
    first_name as given_name,
    surname as family_name,
    try_cast(dob as date) as date_of_birth
from labelled
