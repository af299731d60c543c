-- What a reviewer needs of a record to say whose it is; one that the night withholds is not there.
select
    r.source,
    r.given_name_as_received as given_name,
    r.middle_names,
    r.family_name_as_received as family_name,
    r.other_given_names,
    r.other_family_names,
    r.date_of_birth,
    r.date_of_birth_quality,
    r.date_of_death,
    r.sex,
    r.nhs_number,
    r.nhs_number_status,
    r.upn,
    r.former_upn,
    r.is_client
from conformed.person_record as r
semi join linkage.record using (source, record_id)
where r.source = $source and r.record_id = $record_id and not r.is_restricted
