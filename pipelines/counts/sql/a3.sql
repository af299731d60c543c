-- Children of adults open to adult mental health who are on a child protection plan.
select
    'children' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where c.is_on_plan) as value,
    count(distinct c.unit_id) filter (where c.is_on_plan) as family_count,
    count(*) as of_value
from counts.child as c, unnest(c.cells) as u (cell)
where c.has_patient_parent and not c.is_unborn
group by cell.breakdown, cell.category
