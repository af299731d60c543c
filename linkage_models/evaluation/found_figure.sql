-- Exact figures named as a truth names them: parts of C1 and B3 are measures of their own.
select
    count_id,
    case
        when count_id = 'C1' then 'families_' || replace(category, ' ', '_')
        when count_id = 'B3' and category = 'child_in_need' then 'children_in_need'
        when count_id = 'B3' then 'children_' || category
        else measure
    end as measure,
    value
from counts.figure
where breakdown = 'total' or count_id = 'C1' or count_id = 'B3'
