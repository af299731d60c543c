-- Dependent children of adults open to adult mental health; unborn children apart.
select
    case when c.is_unborn then 'unborn' else 'children' end as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where c.has_patient_parent) as value,
    count(distinct c.unit_id) filter (where c.has_patient_parent) as family_count,
    count(*) as of_value
from counts.child as c, unnest(c.cells) as u (cell)
group by c.is_unborn, cell.breakdown, cell.category
