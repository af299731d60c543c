-- How many pairs there are by tenth of a bit of weight, rounded down, and closeness.
select
    floor(match_weight * 10) as tenth,
    coalesce(closeness = 'one household', false) as is_close,
    count(*) as pairs
from linkage.pair
group by all
order by all
