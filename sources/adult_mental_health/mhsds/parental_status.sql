-- The patient has parental responsibility, or has none: as every month says anew.
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

indicators as (
    select
        x.*,
        -- Which of several patients it is about is not known where no organisation is named.
        coalesce(
            g.record_id, x.LocalPatientID || case when n.LocalPatientID is not null then '@' else '' end
        ) as record_id
    from typed.mhs005patind as x
    left join given as g
        on x.LocalPatientID = g.LocalPatientID and (g.organisations = 1 or x.OrgIDProv = g.organisation)
    left join given as n on x.LocalPatientID = n.LocalPatientID and n.place = 1
)

select
    record_id,
    ParentalResp as status,
    coalesce(ReportingPeriodEndDate, _delivery) as recorded_on
from indicators
where ParentalResp is not null
qualify row_number() over (
        partition by record_id
        order by ReportingPeriodEndDate desc, UniqMonthID desc, _file desc, _line desc
    ) = 1
