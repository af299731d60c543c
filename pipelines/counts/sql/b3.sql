-- Children at each stage of children's services, and those with a parent open to mental health.
with staged as (
    select
        unit_id,
        has_patient_parent,
        unnest(list_filter(
            [
                {'stage': 'early_help', 'is_open': is_in_early_help},
                {'stage': 'child_in_need', 'is_open': is_in_need},
                {'stage': 'child_protection', 'is_open': is_on_plan},
                {'stage': 'looked_after', 'is_open': is_looked_after}
            ],
            lambda s: s.is_open
        )).stage as stage
    from counts.child
    where not is_unborn
)

select
    'children' as measure,
    'stage' as breakdown,
    stage as category,
    count(*) filter (where has_patient_parent) as value,
    count(distinct unit_id) filter (where has_patient_parent) as family_count,
    count(*) as of_value
from staged
group by stage
