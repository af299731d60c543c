-- Dated facts, in the words of the census: an enquiry has no last day in these lists either. Facts of
-- list 10 reach a child only under the id that it has in care.
select
    child_id as record_id,
    'section_47' as flag,
    case
        when bool_or(conference_on is not null) then 'conference held'
        when bool_or(conference_unnecessary) then 'no conference needed'
        else 'conference not held'
    end as value,
    discussed_on as on_date
from typed.annex_a_list_5
group by child_id, discussed_on

union all by name

select distinct
    child_id as record_id,
    'initial_conference' as flag,
    'held' as value,
    conference_on as on_date
from typed.annex_a_list_5
where conference_on is not null

union all by name

select distinct
    child_id as record_id,
    'protection_plan_review' as flag,
    'held' as value,
    last_review_on as on_date
from typed.annex_a_list_7
where last_review_on is not null

union all by name

select distinct
    child_id as record_id,
    'previous_protection_plans' as flag,
    previous_plans::varchar as value,
    started_on as on_date
from typed.annex_a_list_7
where previous_plans is not null

union all by name

select distinct
    child_id as record_id,
    'uasc' as flag,
    'yes' as value
from typed.annex_a_list_8
where unaccompanied

union all by name

select distinct
    child_id as record_id,
    'care_leaver' as flag,
    regexp_replace(coalesce(eligibility, 'not recorded'), '^[a-z]\) *', '') as value
from typed.annex_a_list_9

union all by name

select distinct
    child_id as record_id,
    'adoption_decided' as flag,
    'yes' as value,
    decided_on as on_date
from typed.annex_a_list_10
where decided_on is not null

union all by name

select distinct
    child_id as record_id,
    'placed_for_adoption' as flag,
    'yes' as value,
    placed_on as on_date
from typed.annex_a_list_10
where placed_on is not null
