-- Children at each stage of children's services, and those with a parent open to mental health. A child at
-- two stages is counted at both, and once in the total and in every other breakdown.
with staged as (
    select
        unit_id,
        has_patient_parent,
        list_concat(
            cells,
            list_transform(
                list_filter(
                    [
                        {'stage': 'early_help', 'is_open': is_in_early_help},
                        {'stage': 'child_in_need', 'is_open': is_in_need},
                        {'stage': 'child_protection', 'is_open': is_on_plan},
                        {'stage': 'looked_after', 'is_open': is_looked_after}
                    ],
                    lambda s: s.is_open
                ),
                lambda s: {'breakdown': 'stage', 'category': s.stage}
            )
        ) as cells
    from counts.child
    where not is_unborn and (is_in_early_help or is_in_social_care)
)

select
    'children' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where s.has_patient_parent) as value,
    count(distinct s.unit_id) filter (where s.has_patient_parent) as family_count,
    count(*) as of_value
from staged as s, unnest(s.cells) as u (cell)
group by cell.breakdown, cell.category
