-- The data set covers children's services too: whoever is not grown up when a referral ends, or today,
-- is a patient of theirs.
-- A referral is open from the day it is received to discharge or rejection. Every month tells open ones
-- again, so the newest month's row counts; two referrals of one day are one involvement.
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

referrals as (
    select
        x.*,
        -- Which of several patients it is about is not known where no organisation is named.
        coalesce(
            g.record_id, x.LocalPatientID || case when n.LocalPatientID is not null then '@' else '' end
        ) as record_id
    from typed.mhs101referral as x
    left join given as g
        on x.LocalPatientID = g.LocalPatientID and (g.organisations = 1 or x.OrgIDProv = g.organisation)
    left join given as n on x.LocalPatientID = n.LocalPatientID and n.place = 1
),

referral as (
    select *
    from referrals
    qualify row_number() over (
            partition by record_id, ServiceRequestID
            order by ReportingPeriodEndDate desc, UniqMonthID desc, _file desc, _line desc
        ) = 1
),

-- Two dates of birth in the newest month are none.
born as (
    select
        g.record_id,
        case
            when min(p.PersonBirthDate) = max(p.PersonBirthDate) then min(p.PersonBirthDate)
        end as PersonBirthDate
    from patient as p
    inner join given as g on p.LocalPatientID = g.LocalPatientID and p.organisation = g.organisation
    group by g.record_id, p.ReportingPeriodEndDate, p.UniqMonthID
    qualify row_number() over (
            partition by g.record_id order by p.ReportingPeriodEndDate desc, p.UniqMonthID desc
        ) = 1
),

team as (
    select
        ServiceRequestID,
        min(ServTeamTypeRefToMH) as ServTeamTypeRefToMH
    from typed.mhs102servicetypereferredto
    group by ServiceRequestID
)

select
    r.record_id,
    case
        when p.PersonBirthDate + interval 18 year
            > coalesce(max(r.ServDischDate), max(r.ReferRejectionDate), max(r._delivery))
            then 'child_mental_health'
        else 'adult_mental_health'
    end as service,
    'referral' as kind,
    min(t.ServTeamTypeRefToMH) as detail,
    r.ReferralRequestReceivedDate as start_date,
    case
        when bool_and(coalesce(r.ServDischDate, r.ReferRejectionDate) is not null)
            then max(coalesce(r.ServDischDate, r.ReferRejectionDate))
    end as end_date,
    case
        when bool_and(r.ReferRejectionDate is not null) then 'rejected'
        else min(r.ReferClosReason)
    end as outcome
from referral as r
left join born as p on r.record_id = p.record_id
left join team as t on r.ServiceRequestID = t.ServiceRequestID
group by r.record_id, p.PersonBirthDate, r.ReferralRequestReceivedDate
