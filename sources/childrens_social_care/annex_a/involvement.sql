-- Spells of work. A contact and a referral are of one day; whether need follows is told by list 6.
-- Codes come with words around them: 'q) 6: Police', 'N1 - Abuse or Neglect'.
select
    child_id as record_id,
    'childrens_social_care' as service,
    'contact' as kind,
    min(nullif(regexp_extract(contact_source, '\b([0-9]{1,2}[A-F]?)\b', 1), '')) as detail,
    contact_on as start_date,
    contact_on as end_date,
    cast(null as varchar) as outcome
from typed.annex_a_list_1
group by child_id, contact_on

union all by name

select
    child_id as record_id,
    'early_help' as service,
    'assessment' as kind,
    min(organisation) as detail,
    assessment_started as start_date,
    case when bool_and(assessment_completed is not null) then max(assessment_completed) end as end_date
from typed.annex_a_list_2
group by child_id, assessment_started

union all by name

select
    child_id as record_id,
    'childrens_social_care' as service,
    'referral' as kind,
    min(nullif(regexp_extract(referral_source, '\b([0-9]{1,2}[A-F]?)\b', 1), '')) as detail,
    referred_on as start_date,
    referred_on as end_date,
    case when bool_and(coalesce(no_further_action, false)) then 'no further action' end as outcome
from typed.annex_a_list_3
group by child_id, referred_on

union all by name

select
    child_id as record_id,
    'childrens_social_care' as service,
    'assessment' as kind,
    assessment_started as start_date,
    case when bool_and(assessment_authorised is not null) then max(assessment_authorised) end as end_date,
    min(support_required) as outcome
from typed.annex_a_list_4
group by child_id, assessment_started

union all by name

select
    child_id as record_id,
    'childrens_social_care' as service,
    'child_in_need' as kind,
    min(nullif(regexp_extract(need, '\b(N[0-9])\b', 1), '')) as detail,
    started_on as start_date,
    case when bool_and(closed_on is not null) then max(closed_on) end as end_date,
    min(closed_because) as outcome
from typed.annex_a_list_6
group by child_id, started_on

union all by name

select
    child_id as record_id,
    'childrens_social_care' as service,
    'child_protection' as kind,
    min(coalesce(latest_category, initial_category)) as detail,
    started_on as start_date,
    case when bool_and(ended_on is not null) then max(ended_on) end as end_date
from typed.annex_a_list_7
group by child_id, started_on

union all by name

select
    child_id as record_id,
    'childrens_social_care' as service,
    case when regexp_matches(legal_status, '\bV[34]\b') then 'short_break' else 'looked_after' end as kind,
    min(nullif(regexp_extract(need, '\b(N[0-9])\b', 1), '')) as detail,
    started_on as start_date,
    case when bool_and(ceased_on is not null) then max(ceased_on) end as end_date,
    min(ceased_because) as outcome
from typed.annex_a_list_8
group by child_id, started_on, kind
