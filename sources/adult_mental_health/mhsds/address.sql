-- The postcode of the newest month, with what is recorded of the accommodation then.
with home as (
    select
        record_id,
        Postcode
    from mhsds_records('typed.mhs001mpi', 'typed.mhs000header')
    qualify row_number() over (
            partition by record_id
            order by ReportingPeriodEndDate desc, UniqMonthID desc, _file desc, _line desc
        ) = 1
),

accommodation as (
    select
        g.record_id,
        x.AccommodationType
    from typed.mhs003accommstatus as x
    inner join mhsds_given('typed.mhs001mpi', 'typed.mhs000header') as g
        on x.LocalPatientID = g.LocalPatientID and (g.organisations = 1 or x.OrgIDProv = g.organisation)
    where x.AccommodationTypeEndDate is null
    qualify row_number() over (
            partition by g.record_id
            order by
                coalesce(
                    x.AccommodationTypeStartDate, x.AccommodationTypeDate, x.ReportingPeriodEndDate
                ) desc,
                x.UniqMonthID desc, x._file desc, x._line desc
        ) = 1
)

select
    h.record_id,
    'home' as use,
    h.Postcode as postcode,
    nullif(a.AccommodationType, 'residential') as kind
from home as h
left join accommodation as a on h.record_id = a.record_id
where h.Postcode is not null or a.AccommodationType = 'no fixed abode'
