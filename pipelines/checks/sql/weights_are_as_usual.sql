-- Whether the match weights of pairs lie far from those of the last nights that linked alike, and nobody
-- accepted it.
select count(*) as contradictions
from counts.drift
where kind = 'weights' and not is_accepted
