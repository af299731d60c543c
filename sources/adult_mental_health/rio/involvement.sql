-- A referral is open from the day it is received to the day it is removed.
select
    r.ClientID as record_id,
    'adult_mental_health' as service,
    'referral' as kind,
    min(r.ReferralTeam) as detail,
    r.ReferralReceivedDate as start_date,
    case when bool_and(r.RemovalDateTime is not null) then max(r.RemovalDateTime) end as end_date,
    min(r.RemovalReason) as outcome
from typed.ams_referral as r
group by r.ClientID, r.ReferralReceivedDate
