-- Adults open to adult mental health by what the trust records of their being a parent.
with whole as (
    select count(*) as adults from counts.patient
),

recorded as (
    select
        family_key,
        unnest([
            {'breakdown': 'total', 'category': 'all'},
            {'breakdown': 'recorded_status', 'category': recorded_status}
        ]) as cell
    from counts.patient
)

select
    'amh_adults' as measure,
    r.cell.breakdown as breakdown,
    r.cell.category as category,
    count(*) as value,
    count(distinct r.family_key) as family_count,
    any_value(w.adults) as of_value
from recorded as r
cross join whole as w
group by all
