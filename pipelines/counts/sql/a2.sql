-- Dependent children of adults open to adult mental health; unborn children apart.
select
    'children' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where c.has_patient_parent) as value,
    count(distinct c.unit_id) filter (where c.has_patient_parent) as family_count,
    count(*) as of_value
from counts.child as c, unnest(c.cells) as u (cell)
where not c.is_unborn
group by cell.breakdown, cell.category

union all

select
    'unborn' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where c.is_unborn and c.has_patient_parent) as value,
    count(distinct c.unit_id) filter (where c.is_unborn and c.has_patient_parent) as family_count,
    count(*) filter (where c.is_unborn) as of_value
from counts.child as c, unnest(c.cells) as u (cell)
group by cell.breakdown, cell.category
having bool_or(c.is_unborn) or cell.breakdown = 'total'
