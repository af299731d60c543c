-- Records that were kept apart although links join them, by a record of each side; the heaviest first.
select
    l.source as source_l,
    l.record_id as record_id_l,
    r.source as source_r,
    r.record_id as record_id_r,
    k.match_weight,
    k.cut_reason
from linkage.link as k
join linkage.record as l on k.record_number_l = l.record_number
join linkage.record as r on k.record_number_r = r.record_number
where k.is_cut
order by k.match_weight desc, k.record_number_l, k.record_number_r
limit $most
