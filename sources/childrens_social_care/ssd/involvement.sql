-- Stages of children's social care, and early help. A referral that went no further ends at once.
select
    e.earl_person_id as record_id,
    'early_help' as service,
    'episode' as kind,
    min(e.earl_episode_organisation) as detail,
    e.earl_episode_start_date as start_date,
    case when bool_and(e.earl_episode_end_date is not null) then max(e.earl_episode_end_date) end as end_date,
    min(e.earl_episode_end_reason) as outcome
from typed.ssd_early_help_episodes as e
group by e.earl_person_id, e.earl_episode_start_date

union all by name

select
    c.cine_person_id as record_id,
    'childrens_social_care' as service,
    case when bool_and(coalesce(c.cine_referral_nfa, false)) then 'referral' else 'child_in_need' end as kind,
    min(c.cine_cin_primary_need_code) as detail,
    c.cine_referral_date as start_date,
    case
        when bool_and(coalesce(c.cine_referral_nfa, false)) then c.cine_referral_date
        when bool_and(c.cine_close_date is not null) then max(c.cine_close_date)
    end as end_date,
    case
        when bool_and(coalesce(c.cine_referral_nfa, false)) then 'no further action'
        else min(c.cine_close_reason)
    end as outcome
from typed.ssd_cin_episodes as c
group by c.cine_person_id, c.cine_referral_date

union all by name

select
    n.cinp_person_id as record_id,
    'childrens_social_care' as service,
    'child_in_need_plan' as kind,
    n.cinp_cin_plan_start_date as start_date,
    case when bool_and(n.cinp_cin_plan_end_date is not null) then max(n.cinp_cin_plan_end_date) end
        as end_date
from typed.ssd_cin_plans as n
group by n.cinp_person_id, n.cinp_cin_plan_start_date

union all by name

select
    p.cppl_person_id as record_id,
    'childrens_social_care' as service,
    'child_protection' as kind,
    min(p.cppl_cp_plan_latest_category) as detail,
    p.cppl_cp_plan_start_date as start_date,
    case when bool_and(p.cppl_cp_plan_end_date is not null) then max(p.cppl_cp_plan_end_date) end as end_date
from typed.ssd_cp_plans as p
group by p.cppl_person_id, p.cppl_cp_plan_start_date

union all by name

select
    l.clae_person_id as record_id,
    'childrens_social_care' as service,
    'looked_after' as kind,
    min(l.clae_cla_primary_need_code) as detail,
    l.clae_cla_episode_start_date as start_date,
    case
        when bool_and(l.clae_cla_episode_ceased is not null) then max(l.clae_cla_episode_ceased)
    end as end_date,
    min(l.clae_cla_episode_ceased_reason) as outcome
from typed.ssd_cla_episodes as l
group by l.clae_person_id, l.clae_cla_episode_start_date
