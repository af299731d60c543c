-- The links that hold one person's records together, the strongest first.
with member as (
    select
        r.record_number,
        r.source,
        r.record_id
    from linkage.person_record as m
    inner join linkage.record as r on m.source = r.source and m.record_id = r.record_id
    where m.person_id = $person_id
)

select
    l.record_number as record_number_l,
    l.source as source_l,
    l.record_id as record_id_l,
    r.record_number as record_number_r,
    r.source as source_r,
    r.record_id as record_id_r,
    k.match_weight
from linkage.link as k
inner join member as l on k.record_number_l = l.record_number
inner join member as r on k.record_number_r = r.record_number
where not k.is_cut
order by k.match_weight desc, record_number_l, record_number_r
