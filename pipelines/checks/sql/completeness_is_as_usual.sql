-- Fields that a source fills for far more or far fewer records than on the last nights, and that nobody
-- accepted.
select count(*) as contradictions
from counts.drift
where kind = 'completeness' and not is_accepted
