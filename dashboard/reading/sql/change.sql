-- What became of persons and families since the night before, by reason.
select
    'persons' as whom,
    change,
    reason,
    count(*) as change_count
from linkage.person_change
group by change, reason
union all
select
    'families' as whom,
    change,
    reason,
    count(*) as change_count
from family.unit_change
group by change, reason
order by whom desc, change_count desc, change, reason
