-- Scored pairs of judged records with their weight, and whether they are one person in truth.
with weighed as (
    select
        least(p.record_number_l, p.record_number_r) as record_number_l,
        greatest(p.record_number_l, p.record_number_r) as record_number_r,
        p.match_weight,
        p.closeness = 'one household' as is_close
    from linkage.pair as p
),

numbered as (
    select
        r.record_number,
        j.true_id
    from labelled.judged as j
    inner join linkage.record as r on j.source = r.source and j.record_id = r.record_id
)

select
    w.match_weight,
    w.is_close,
    l.true_id = r.true_id as is_match
from weighed as w
inner join numbered as l on w.record_number_l = l.record_number
inner join numbered as r on w.record_number_r = r.record_number
order by w.record_number_l, w.record_number_r
