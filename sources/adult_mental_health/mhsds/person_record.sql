-- Patients as the newest month has them. There are no names: alone, they cannot be linked by name.
-- Two dates of birth in that month are none.
with told as (
    select
        *,
        case
            when
                min(PersonBirthDate) over of_month = max(PersonBirthDate) over of_month
                then min(PersonBirthDate) over of_month
        end as born
    from mhsds_records('typed.mhs001mpi', 'typed.mhs000header')
    window of_month as (partition by record_id, ReportingPeriodEndDate, UniqMonthID)
    qualify row_number() over (
            partition by record_id
            order by ReportingPeriodEndDate desc, UniqMonthID desc, _file desc, _line desc
        ) = 1
)

select
    record_id,
    NHSNumber as nhs_number,
    NHSNumberStatus as nhs_number_status,
    born as date_of_birth,
    date_quality(born, false) as date_of_birth_quality,
    PersDeathDate as date_of_death,
    coalesce(Gender, 'U') as sex,
    EthnicCategory as ethnic_group,
    true as is_client,
    false as is_restricted
from told
