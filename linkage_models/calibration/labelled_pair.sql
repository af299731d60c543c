-- Labelled pairs that the night has scored, with their weights of tonight.
with numbered as (
    select
        t.same,
        t.weight_of_sample,
        least(l.record_number, r.record_number) as record_number_l,
        greatest(l.record_number, r.record_number) as record_number_r
    from label as t
    inner join linkage.record as l on t.source_l = l.source and t.record_id_l = l.record_id
    inner join linkage.record as r on t.source_r = r.source and t.record_id_r = r.record_id
)

select
    p.match_weight,
    n.same,
    n.weight_of_sample,
    coalesce(p.closeness = 'one household', false) as is_close
from numbered as n
inner join linkage.pair as p
    on
        n.record_number_l = least(p.record_number_l, p.record_number_r)
        and n.record_number_r = greatest(p.record_number_l, p.record_number_r)
order by n.record_number_l, n.record_number_r
