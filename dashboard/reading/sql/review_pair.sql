-- Pairs between the review level and the join level, the heaviest first.
select
    l.source as source_l,
    l.record_id as record_id_l,
    r.source as source_r,
    r.record_id as record_id_r,
    v.match_weight
from linkage.for_review as v
join linkage.record as l on v.record_number_l = l.record_number
join linkage.record as r on v.record_number_r = r.record_number
order by v.match_weight desc, v.record_number_l, v.record_number_r
limit $most
