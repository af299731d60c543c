-- How many pairs there are of each weight, closeness and side of the join level.
select
    round(match_weight, 1) as match_weight,
    coalesce(closeness = 'one household', false) as is_close,
    match_weight >= $join_weight as is_joined,
    count(*) as pairs
from linkage.pair
group by all
order by all
