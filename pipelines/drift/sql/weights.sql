-- In which bands of five bits the match weights of pairs are.
with band as (
    select greatest(least(floor(match_weight / 5) * 5, 40), -40)::integer as low
    from linkage.pair
)

select
    'pairs' as subject,
    low || ' to ' || (low + 5) || ' bits' as part,
    count(*) as amount
from band
group by low
