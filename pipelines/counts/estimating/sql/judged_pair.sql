-- Labelled pairs whose records the night holds, and whether it joins them. A record set aside is joined with
-- nobody.
select
    t.same,
    t.weight_of_sample,
    l.person_id = r.person_id as is_joined,
    coalesce(p.closeness = 'one household', false) as is_close,
    least(l.person_id, r.person_id) as cluster_id
from label as t
inner join linkage.person_record as l on t.source_l = l.source and t.record_id_l = l.record_id
inner join linkage.person_record as r on t.source_r = r.source and t.record_id_r = r.record_id
left join linkage.record as a on t.source_l = a.source and t.record_id_l = a.record_id
left join linkage.record as b on t.source_r = b.source and t.record_id_r = b.record_id
left join linkage.pair as p
    on
        least(a.record_number, b.record_number) = p.record_number_l
        and greatest(a.record_number, b.record_number) = p.record_number_r
order by t.source_l, t.record_id_l, t.source_r, t.record_id_r
