-- Families by the exact combination of targeted services.
with whole as (
    select count(*) as families from counts.family_profile
)

select
    'families' as measure,
    'combination' as breakdown,
    array_to_string(f.services, '+') as category,
    count(*) as value,
    count(*) as family_count,
    any_value(w.families) as of_value
from counts.family_profile as f
cross join whole as w
where len(f.services) > 0
group by f.services
