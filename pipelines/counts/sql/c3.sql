-- Joint cases: families with mental health and children's social care open on the same day.
select
    'families' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where f.is_joint) as value,
    count(*) filter (where f.is_joint) as family_count,
    count(*) as of_value
from counts.family_profile as f, unnest(f.cells) as u (cell)
group by cell.breakdown, cell.category
