-- Every scored pair with what a sample is drawn by, in an order that never changes.
-- Source pairs are numbered apart: a window over all pairs would not fit into a page's memory.
with
pair as (
    select
        record_number_l,
        record_number_r,
        match_weight,
        coalesce(closeness = 'one household', false) as is_close,
        least(source_l, source_r) as source_one,
        greatest(source_l, source_r) as source_other
    from linkage.pair
),

source_pair as (
    select
        source_one,
        source_other,
        row_number() over (order by source_one, source_other) as source_pair
    from pair
    group by source_one, source_other
)

select
    p.record_number_l,
    p.record_number_r,
    p.match_weight,
    p.is_close,
    s.source_pair
from pair as p
inner join source_pair as s on p.source_one = s.source_one and p.source_other = s.source_other
order by p.record_number_l, p.record_number_r
