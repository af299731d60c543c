-- The patient has parental responsibility, or has none: as every month says anew.
select
    record_id,
    ParentalResp as status,
    coalesce(ReportingPeriodEndDate, _delivery) as recorded_on
from mhsds_about('typed.mhs005patind', 'typed.mhs001mpi', 'typed.mhs000header')
where ParentalResp is not null
qualify row_number() over (
        partition by record_id
        order by ReportingPeriodEndDate desc, UniqMonthID desc, _file desc, _line desc
    ) = 1
