-- The data set covers children's services too: whoever is not grown up when a referral ends, or today,
-- is a patient of theirs.
-- A referral is open from the day it is received to discharge or rejection. Every month tells open ones
-- again, so the newest month's row counts; two referrals of one day are one involvement.
with referral as (
    select *
    from mhsds_about('typed.mhs101referral', 'typed.mhs001mpi', 'typed.mhs000header')
    qualify row_number() over (
            partition by record_id, ServiceRequestID
            order by ReportingPeriodEndDate desc, UniqMonthID desc, _file desc, _line desc
        ) = 1
),

-- Two dates of birth in the newest month are none.
born as (
    select
        record_id,
        case when min(PersonBirthDate) = max(PersonBirthDate) then min(PersonBirthDate) end as PersonBirthDate
    from mhsds_records('typed.mhs001mpi', 'typed.mhs000header')
    group by record_id, ReportingPeriodEndDate, UniqMonthID
    qualify row_number() over (
            partition by record_id order by ReportingPeriodEndDate desc, UniqMonthID desc
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
