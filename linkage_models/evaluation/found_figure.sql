-- Exact figures named as a truth names them: the parts that a count is about are measures of their own.
select
    count_id,
    case
        when breakdown = 'total' then measure
        when breakdown = 'combination' then category
        when category = 'child_in_need' then measure || '_in_need'
        else measure || '_' || replace(category, ' ', '_')
    end as measure,
    value
from counts.figure
where
    breakdown in (
        'total', 'residence', 'recorded_status', 'stage', 'parents_mental_health', 'services', 'combination',
        'children_of_patients', 'source'
    )
