-- Historical figures: the words of the full name before a comma that are neither of the two names nor
-- a title are further given names; the sex is stated in words, with some codes nobody can read.
select
    source,
    unique_id as record_id,
    first_name as given_name,
    surname as family_name,
    nullif(array_to_string(list_filter(
        string_split(split_part(full_name, ',', 1), ' '),
        lambda w: regexp_matches(w, '^[^0-9 ]{2,}$')
        and w <> coalesce(first_name, '')
        and w <> coalesce(surname, '')
        and w not in (
            'of', 'the', 'de', 'sir', 'lord', 'lady', 'baron', 'baronet', 'earl', 'duke', 'count',
            'countess', 'viscount', 'marquess', 'duchess'
        )
    ), ' '), '') as middle_names,
    try_cast(dob as date) as date_of_birth,
    case gender when 'male' then 'M' when 'female' then 'F' end as sex
from labelled
