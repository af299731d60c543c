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
    'total' as breakdown,
    'all' as category,
    count(distinct unit_id) filter (where is_known) as value,
    count(distinct unit_id) filter (where is_known) as family_count,
    count(distinct unit_id) as of_value
from child
