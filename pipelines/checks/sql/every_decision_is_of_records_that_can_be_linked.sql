-- Pairs of records that people decided on and that are not delivered, or cannot be linked.
select count(*) as contradictions
from linkage.decision
where status in ('not delivered', 'not linkable')
