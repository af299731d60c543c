-- Adults recorded as no parent, or not recorded, whom linkage shows to be a parent.
select
    'parents' as measure,
    'recorded_status' as breakdown,
    recorded_status as category,
    count(*) filter (where is_linked_parent) as value,
    count(distinct family_key) filter (where is_linked_parent) as family_count,
    count(*) as of_value
from counts.patient
where recorded_status in ('no', 'blank')
group by recorded_status

union all

select
    'parents' as measure,
    'total' as breakdown,
    'all' as category,
    count(*) filter (where is_linked_parent) as value,
    count(distinct family_key) filter (where is_linked_parent) as family_count,
    count(*) as of_value
from counts.patient
where recorded_status in ('no', 'blank')
