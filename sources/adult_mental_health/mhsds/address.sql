-- The postcode of the newest month, with what is recorded of the accommodation then.
with patient as (
    select
        LocalPatientID,
        Postcode
    from typed.mhs001mpi
    qualify row_number() over (
            partition by LocalPatientID
            order by ReportingPeriodEndDate desc, UniqMonthID desc, _file desc, _line desc
        ) = 1
),

accommodation as (
    select
        LocalPatientID,
        AccommodationType
    from typed.mhs003accommstatus
    where AccommodationTypeEndDate is null
    qualify row_number() over (
            partition by LocalPatientID
            order by
                coalesce(AccommodationTypeStartDate, AccommodationTypeDate, ReportingPeriodEndDate) desc,
                UniqMonthID desc, _file desc, _line desc
        ) = 1
)

select
    p.LocalPatientID as record_id,
    'home' as use,
    p.Postcode as postcode,
    nullif(a.AccommodationType, 'residential') as kind
from patient as p
left join accommodation as a on p.LocalPatientID = a.LocalPatientID
where p.Postcode is not null or a.AccommodationType = 'no fixed abode'
