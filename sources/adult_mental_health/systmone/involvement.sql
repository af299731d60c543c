-- Referrals, open from the day they are received to the discharge, and the episodes within them.
with referral as (
    select
        r.*,
        coalesce(s.Mapping_as_received, r.ServiceOffered) as service_offered,
        coalesce(d.Mapping_as_received, r.DischargeReason) as discharge_reason
    from typed.sr_referral_in as r
    left join typed.sr_mapping as s on r.ServiceOffered = s.RowIdentifier
    left join typed.sr_mapping as d on r.DischargeReason = d.RowIdentifier
    where not coalesce(r.RemovedData, false) and r.DateReferral is not null
)

select
    IDPatient as record_id,
    'adult_mental_health' as service,
    'referral' as kind,
    min(service_offered) as detail,
    DateReferral as start_date,
    case when bool_and(DateDischarge is not null) then max(DateDischarge) end as end_date,
    min(discharge_reason) as outcome
from referral
where IDPatient is not null
group by IDPatient, DateReferral

union all by name

select
    IDPatient as record_id,
    'adult_mental_health' as service,
    'episode' as kind,
    min(IDTeam) as detail,
    MHEpisodeStartDate as start_date,
    case when bool_and(MHEpisodeEndDate is not null) then max(MHEpisodeEndDate) end as end_date
from typed.sr_mh_episode
where not coalesce(RemovedData, false) and MHEpisodeStartDate is not null and IDPatient is not null
group by IDPatient, MHEpisodeStartDate
