-- What the newest month says of a patient who is a child: in care, on a plan, a young carer.
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
),

newest as (
    select *
    from indicators
    qualify row_number() over (
            partition by record_id
            order by ReportingPeriodEndDate desc, UniqMonthID desc, _file desc, _line desc
        ) = 1
),

told as (
    select
        record_id,
        coalesce(ReportingPeriodEndDate, _delivery) as on_date,
        unnest([
            {'flag': 'young_carer', 'value': YoungCarer},
            {'flag': 'looked_after', 'value': LACStatus},
            {'flag': 'child_protection_plan', 'value': CPP}
        ]) as fact
    from newest
)

select
    t.record_id,
    t.fact.flag as flag,
    t.fact.value as value,
    t.on_date
from told as t
where t.fact.value = 'yes'
