-- Adults open to adult mental health by what the trust records of their being a parent.
with whole as (
    select count(*) as adults from counts.patient
)

select
    'amh_adults' as measure,
    'recorded_status' as breakdown,
    p.recorded_status as category,
    count(*) as value,
    count(distinct p.family_key) as family_count,
    any_value(w.adults) as of_value
from counts.patient as p
cross join whole as w
group by p.recorded_status
