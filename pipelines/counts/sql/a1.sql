-- Adults open to adult mental health, and those who are parents of a dependent child.
with cell as (
    select
        p.*,
        unnest(p.cells) as cell
    from counts.patient as p
),

whole as (
    select count(*) as adults from counts.patient
)

select
    'amh_adults' as measure,
    cell.breakdown,
    cell.category,
    count(*) as value,
    count(distinct family_key) as family_count,
    null as of_value
from cell
group by cell.breakdown, cell.category

union all

select
    'parents' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where is_parent) as value,
    count(distinct family_key) filter (where is_parent) as family_count,
    count(*) as of_value
from cell
group by cell.breakdown, cell.category

union all

select
    'parents' as measure,
    'tier' as breakdown,
    p.tier as category,
    count(*) as value,
    count(distinct p.family_key) as family_count,
    any_value(w.adults) as of_value
from counts.patient as p
cross join whole as w
where p.tier is not null
group by p.tier
