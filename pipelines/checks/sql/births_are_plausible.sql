-- Records born before 1900 or after the night, or dead before they were born.
select count(*) as contradictions
from conformed.person_record
where
    source = $source
    and (
        (date_of_birth < date '1900-01-01' and date_of_birth_quality <> 'default')
        or date_of_birth > $as_at
        or date_of_death < date_of_birth
    )
