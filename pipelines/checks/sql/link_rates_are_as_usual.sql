-- Sources of whose records far more or far fewer have a person known elsewhere too than on the last nights
-- that linked alike, and that nobody accepted.
select count(*) as contradictions
from counts.drift
where kind = 'link_rate' and not is_accepted
