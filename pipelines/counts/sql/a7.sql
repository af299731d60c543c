-- Patients who are parents by whether they live with a child of theirs.
with whole as (
    select count(*) as parents
    from counts.patient
    where is_parent
),

placed as (
    select
        family_key,
        unnest([
            {'breakdown': 'total', 'category': 'all'},
            {'breakdown': 'residence', 'category': residence}
        ]) as cell
    from counts.patient
    where is_parent
)

select
    'parents' as measure,
    p.cell.breakdown as breakdown,
    p.cell.category as category,
    count(*) as value,
    count(distinct p.family_key) as family_count,
    any_value(w.parents) as of_value
from placed as p
cross join whole as w
group by all
