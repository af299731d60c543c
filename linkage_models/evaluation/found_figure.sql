-- Exact figures named as a truth names them: parts of B1 to B3, C1 and C2 are measures of their own.
select
    count_id,
    case
        when breakdown = 'total' then measure
        when count_id in ('B1', 'B2') then measure || '_' || category
        when count_id = 'B3' and category = 'child_in_need' then 'children_in_need'
        when count_id = 'B3' then 'children_' || category
        when count_id = 'C1' then 'families_' || replace(category, ' ', '_')
        when count_id = 'C2' then category
    end as measure,
    value
from counts.figure
where breakdown = 'total' or count_id in ('B1', 'B2', 'B3', 'C1', 'C2')
