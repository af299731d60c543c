-- Records whose decisions contradict each other.
select distinct unnest([record_number_l, record_number_r]) as record_number
from linkage.decision
where status = 'conflict'
order by record_number
