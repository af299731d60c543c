-- Stages of children's social care, and early help. A referral that went no further ends at once.
with care as (
    select
        DIM_PERSON_ID,
        CARE_START_DATE as start_date,
        CARE_END_DATE as end_date,
        CIN_903_CODE as need,
        CARE_REASON_END_DESC as reason
    from typed.fact_care_episodes

    union all by name

    -- Where episodes are not sent, or not of this child, the whole period is told.
    select
        c.DIM_PERSON_ID,
        c.START_DTTM as start_date,
        c.END_DTTM as end_date
    from typed.fact_cla as c
    where not exists (select 1 from typed.fact_care_episodes as e where c.DIM_PERSON_ID = e.DIM_PERSON_ID)
)

select
    DIM_PERSON_ID as record_id,
    'early_help' as service,
    'episode' as kind,
    min(DIM_LOOKUP_ORIGINATING_ORGANISATION_CODE) as detail,
    EPISODE_START_DTTM as start_date,
    case when bool_and(EPISODE_END_DTTM is not null) then max(EPISODE_END_DTTM) end as end_date,
    min(DIM_LOOKUP_CAF_EP_ENDRSN_ID_CODE) as outcome
from typed.fact_caf_episode
group by DIM_PERSON_ID, EPISODE_START_DTTM

union all by name

select
    DIM_PERSON_ID as record_id,
    'childrens_social_care' as service,
    case when bool_and(coalesce(OUTCOME_NFA_FLAG, false)) then 'referral' else 'child_in_need' end as kind,
    min(DIM_LOOKUP_CATEGORY_OF_NEED_CODE) as detail,
    REFRL_START_DTTM as start_date,
    case
        when bool_and(coalesce(OUTCOME_NFA_FLAG, false)) then REFRL_START_DTTM
        when bool_and(REFRL_END_DTTM is not null) then max(REFRL_END_DTTM)
    end as end_date,
    case
        when bool_and(coalesce(OUTCOME_NFA_FLAG, false)) then 'no further action'
        else min(DIM_LOOKUP_REFRL_ENDRSN_ID_CODE)
    end as outcome
from typed.fact_referrals
group by DIM_PERSON_ID, REFRL_START_DTTM

union all by name

select
    DIM_PERSON_ID as record_id,
    'childrens_social_care' as service,
    'child_in_need_plan' as kind,
    START_DTTM as start_date,
    case when bool_and(END_DTTM is not null) then max(END_DTTM) end as end_date
from typed.fact_care_plan_summary
where
    START_DTTM is not null
    and upper(DIM_LOOKUP_PLAN_TYPE_CODE) = 'FP'
    and coalesce(lower(DIM_LOOKUP_PLAN_STATUS_ID_CODE), '') <> 'z'
group by DIM_PERSON_ID, START_DTTM

union all by name

select
    DIM_PERSON_ID as record_id,
    'childrens_social_care' as service,
    'child_protection' as kind,
    min(coalesce(CP_CATEGORY_DESC, INIT_CATEGORY_DESC)) as detail,
    START_DTTM as start_date,
    case when bool_and(END_DTTM is not null) then max(END_DTTM) end as end_date
from typed.fact_cp_plan
group by DIM_PERSON_ID, START_DTTM

union all by name

select
    DIM_PERSON_ID as record_id,
    'childrens_social_care' as service,
    'looked_after' as kind,
    min(need) as detail,
    start_date,
    case when bool_and(end_date is not null) then max(end_date) end as end_date,
    min(reason) as outcome
from care
group by DIM_PERSON_ID, start_date
