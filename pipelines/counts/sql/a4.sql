-- Children of adults open to adult mental health who are in need, and in need or more.
with child as (
    select
        *,
        is_in_need and not is_on_plan and not is_looked_after as is_in_need_only,
        is_in_need or is_on_plan or is_looked_after as is_in_need_or_more
    from counts.child
    where has_patient_parent and not is_unborn
)

select
    'in_need' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where c.is_in_need_only) as value,
    count(distinct c.unit_id) filter (where c.is_in_need_only) as family_count,
    count(*) as of_value
from child as c, unnest(c.cells) as u (cell)
group by cell.breakdown, cell.category

union all

select
    'in_need_or_more' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where c.is_in_need_or_more) as value,
    count(distinct c.unit_id) filter (where c.is_in_need_or_more) as family_count,
    count(*) as of_value
from child as c, unnest(c.cells) as u (cell)
group by cell.breakdown, cell.category
