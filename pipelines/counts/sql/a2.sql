-- Dependent children of adults open to adult mental health; unborn children apart.
with whole as (
    select count(*) as children
    from counts.child
    where not is_unborn
)

select
    case when c.is_unborn then 'unborn' else 'children' end as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where c.has_patient_parent) as value,
    count(distinct c.unit_id) filter (where c.has_patient_parent) as family_count,
    count(*) as of_value
from counts.child as c, unnest(c.cells) as u (cell)
group by c.is_unborn, cell.breakdown, cell.category

union all

-- How the best known of the ties to a patient is known, of children who have one.
select
    'children' as measure,
    'tier' as breakdown,
    c.patient_tier as category,
    count(*) as value,
    count(distinct c.unit_id) as family_count,
    any_value(w.children) as of_value
from counts.child as c
cross join whole as w
where c.has_patient_parent and not c.is_unborn
group by c.patient_tier
