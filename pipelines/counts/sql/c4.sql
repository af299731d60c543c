-- Children of adults open to mental health whom neither social care nor early help knows.
with child as (
    select
        *,
        not(is_in_social_care or is_in_early_help) as is_not_known
    from counts.child
    where has_patient_parent and not is_unborn
)

select
    'children' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where c.is_not_known) as value,
    count(distinct c.unit_id) filter (where c.is_not_known) as family_count,
    count(*) as of_value
from child as c, unnest(c.cells) as u (cell)
group by cell.breakdown, cell.category
