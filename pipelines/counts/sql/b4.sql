-- Children of patients known to social care, by whether its assessment notes a parent's mental health.
-- There is no figure where no source tells of what assessments found.
with child as (
    select
        unit_id,
        case when is_parents_health_noted then 'recorded' else 'not recorded' end as noted
    from counts.child
    where
        has_patient_parent and is_in_social_care and not is_unborn
        and exists (select 1 from conformed.flag as f where f.flag = 'assessment_factor')
),

whole as (
    select count(*) as children from child
),

told as (
    select
        unit_id,
        unnest([
            {'breakdown': 'total', 'category': 'all'},
            {'breakdown': 'parents_mental_health', 'category': noted}
        ]) as cell
    from child
)

select
    'children' as measure,
    cell.breakdown,
    cell.category,
    count(*) as value,
    count(distinct told.unit_id) as family_count,
    any_value(w.children) as of_value
from told
cross join whole as w
group by cell.breakdown, cell.category
