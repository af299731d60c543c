-- Families by the number of targeted services open for any member, and those with two or more.
with whole as (
    select count(*) as families from counts.family_profile
),

numbered as (
    select
        unnest([
            {'breakdown': 'total', 'category': 'all'},
            {
                'breakdown': 'services',
                'category': case when len(services) >= 4 then '4 or more' else len(services)::varchar end
            }
        ]) as cell
    from counts.family_profile
    where len(services) > 0
)

select
    'families' as measure,
    cell.breakdown,
    cell.category,
    count(*) as value,
    count(*) as family_count,
    any_value(w.families) as of_value
from numbered
cross join whole as w
group by cell.breakdown, cell.category

union all

select
    'several' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where len(f.services) >= 2) as value,
    count(*) filter (where len(f.services) >= 2) as family_count,
    count(*) as of_value
from counts.family_profile as f, unnest(f.cells) as u (cell)
group by cell.breakdown, cell.category
