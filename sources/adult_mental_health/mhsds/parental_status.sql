-- The patient has parental responsibility, or has none: as every month says anew.
select
    LocalPatientID as record_id,
    ParentalResp as status,
    coalesce(ReportingPeriodEndDate, _delivery) as recorded_on
from typed.mhs005patind
where ParentalResp is not null
qualify row_number() over (
        partition by LocalPatientID
        order by ReportingPeriodEndDate desc, UniqMonthID desc, _file desc, _line desc
    ) = 1
