-- Newer deliveries that were passed over: refused, held, still arriving, or the same once more.
select count(*) as contradictions
from raw.passed_over
where source = $source
