-- Children of adults open to mental health on a plan or in need, and families with one or more.
with child as (
    select
        *,
        is_in_need or is_on_plan as is_known
    from counts.child
    where has_patient_parent and not is_unborn
)

select
    'children' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where c.is_known) as value,
    count(distinct c.unit_id) filter (where c.is_known) as family_count,
    count(*) as of_value
from child as c, unnest(c.cells) as u (cell)
group by cell.breakdown, cell.category

union all

select
    'families' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where f.has_child_of_patient_in_need) as value,
    count(*) filter (where f.has_child_of_patient_in_need) as family_count,
    count(*) as of_value
from counts.family_profile as f, unnest(f.cells) as u (cell)
where f.has_child_of_patient
group by cell.breakdown, cell.category
