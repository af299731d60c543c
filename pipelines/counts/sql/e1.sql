-- Who the joint cases are: families with mental health and social care open on the same day.
with whole as (
    select count(*) as families
    from counts.family_profile
    where is_joint
)

select
    'families' as measure,
    cell.breakdown,
    cell.category,
    count(*) as value,
    count(*) as family_count,
    any_value(w.families) as of_value
from counts.family_profile as f, unnest(f.cells) as u (cell)
cross join whole as w
where f.is_joint
group by cell.breakdown, cell.category
