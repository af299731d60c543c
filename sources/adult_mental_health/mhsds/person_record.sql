-- Patients as the newest month has them. There are no names: alone, they cannot be linked by name.
select
    LocalPatientID as record_id,
    NHSNumber as nhs_number,
    NHSNumberStatus as nhs_number_status,
    PersonBirthDate as date_of_birth,
    date_quality(PersonBirthDate, false) as date_of_birth_quality,
    PersDeathDate as date_of_death,
    coalesce(Gender, 'U') as sex,
    EthnicCategory as ethnic_group,
    true as is_client,
    false as is_restricted
from typed.mhs001mpi
qualify row_number() over (
        partition by LocalPatientID
        order by ReportingPeriodEndDate desc, UniqMonthID desc, _file desc, _line desc
    ) = 1
