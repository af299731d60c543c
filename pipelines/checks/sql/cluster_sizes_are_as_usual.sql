-- Whether persons are of far more or fewer records, or families of children, than on the last nights that
-- linked alike, and nobody accepted it.
select count(*) as contradictions
from counts.drift
where kind = 'cluster_sizes' and not is_accepted
