-- Units of more than eight children: families chained together, to be looked at.
select count(*) as contradictions
from family.unit
where child_count > 8
