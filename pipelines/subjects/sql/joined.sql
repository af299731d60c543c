-- Every link between a person's records: what weighs for it, and by which evidence it was made.
with record as (
    select
        r.record_number,
        r.source,
        r.record_id
    from linkage.record as r
    inner join subject_record as s on r.source = s.source and r.record_id = s.record_id
)

select
    l.source || ':' || l.record_id as one_record,
    r.source || ':' || r.record_id as another_record,
    k.match_weight,
    k.evidence,
    k.is_cut,
    k.cut_reason
from linkage.link as k
inner join record as l on k.record_number_l = l.record_number
inner join record as r on k.record_number_r = r.record_number
order by all
