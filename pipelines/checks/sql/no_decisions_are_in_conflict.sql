-- Pairs of records on which decisions contradict each other, and wait for people to agree.
select count(*) as contradictions
from linkage.decision
where status = 'conflict'
