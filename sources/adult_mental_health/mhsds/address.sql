-- The postcode of the newest month, with what is recorded of the accommodation then.
with patient as (
    select
        *,
        coalesce(
            OrgIDProv,
            OrgIDLocalPatientID,
            min(coalesce(OrgIDProv, OrgIDLocalPatientID)) over (partition by LocalPatientID),
            ''
        ) as organisation
    from typed.mhs001mpi
),

-- A number that several organisations gave is of as many patients.
given as (
    select
        p.LocalPatientID,
        p.organisation,
        count(*) over (partition by p.LocalPatientID) as organisations,
        row_number() over (
            partition by p.LocalPatientID order by count(h.OrgIDProvider) = 0, p.organisation
        ) as place,
        p.LocalPatientID || case when place > 1 then '@' || p.organisation else '' end as record_id
    from patient as p
    left join typed.mhs000header as h on p.organisation = h.OrgIDProvider
    group by p.LocalPatientID, p.organisation
),

home as (
    select
        g.record_id,
        p.Postcode
    from patient as p
    inner join given as g on p.LocalPatientID = g.LocalPatientID and p.organisation = g.organisation
    qualify row_number() over (
            partition by g.record_id
            order by p.ReportingPeriodEndDate desc, p.UniqMonthID desc, p._file desc, p._line desc
        ) = 1
),

accommodation as (
    select
        g.record_id,
        x.AccommodationType
    from typed.mhs003accommstatus as x
    inner join given as g
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
