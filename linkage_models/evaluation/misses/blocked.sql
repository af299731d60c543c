-- Pairs that blocking brings together, each once and the lower number first.
select distinct
    least(join_key_l, join_key_r) as record_number_l,
    greatest(join_key_l, join_key_r) as record_number_r
from blocked_pair
