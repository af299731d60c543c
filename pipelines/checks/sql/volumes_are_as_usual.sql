-- Numbers of rows that a source tells and that are far from those of the last nights, and that nobody
-- accepted.
select count(*) as contradictions
from counts.drift
where kind = 'volume' and not is_accepted
