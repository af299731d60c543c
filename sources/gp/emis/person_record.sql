-- Patients who are people: deleted and dummy rows are left out, confidential ones are restricted.
with patient as (
    select *
    from typed.emis_patient
    where
        not coalesce(Deleted, false)
        and DummyType is null
        and not coalesce(regexp_matches(lower(trim(PatientTypeDescription)), 'dummy'), false)
)

select
    PatientGuid as record_id,
    NhsNumber as nhs_number,
    coalesce(NHSNumberStatus, 'verified') as nhs_number_status,
    GivenName as given_name,
    MiddleNames as middle_names,
    Surname as family_name,
    DateOfBirth as date_of_birth,
    date_quality(DateOfBirth, false) as date_of_birth_quality,
    DateOfDeath as date_of_death,
    Sex as sex,
    true as is_client,
    coalesce(SpineSensitive, false) or coalesce(IsConfidential, false) as is_restricted
from patient

union all by name

select
    PatientGuid || ':carer' as record_id,
    given_of_full_name(CarerName) as given_name,
    family_of_full_name(CarerName) as family_name,
    'U' as sex,
    false as is_client,
    coalesce(SpineSensitive, false) or coalesce(IsConfidential, false) as is_restricted
from patient
where CarerName is not null
