-- Registration with a practice; 1900-01-01 stands for a date that is missing.
select
    PatientGuid as record_id,
    'gp' as service,
    'registration' as kind,
    OrganisationGuid as detail,
    coalesce(
        case when DateOfRegistration > date '1900-01-01' then DateOfRegistration end, DateOfBirth, _delivery
    ) as start_date,
    DateOfDeactivation as end_date
from typed.emis_patient
