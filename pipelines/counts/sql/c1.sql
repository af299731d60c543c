-- Families by the number of targeted services open for any member.
with whole as (
    select count(*) as families from counts.family_profile
)

select
    'families' as measure,
    'services' as breakdown,
    case when len(f.services) >= 4 then '4 or more' else len(f.services)::varchar end as category,
    count(*) as value,
    count(*) as family_count,
    any_value(w.families) as of_value
from counts.family_profile as f
cross join whole as w
where len(f.services) > 0
group by category
