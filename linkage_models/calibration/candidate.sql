-- Every scored pair with what a sample is drawn by, in an order that never changes.
select
    record_number_l,
    record_number_r,
    match_weight,
    coalesce(closeness = 'one household', false) as is_close,
    dense_rank() over (order by least(source_l, source_r), greatest(source_l, source_r)) as source_pair
from linkage.pair
order by record_number_l, record_number_r
