-- What became of a pair: its link if it was one, what people decided of it, whether they should look.
with pair as (
    select
        $number_l as number_l,
        $number_r as number_r
)

select
    k.evidence,
    k.is_cut,
    k.cut_reason,
    d.decision,
    d.status,
    v.match_weight is not null as is_for_review
from pair as p
left join linkage.link as k on p.number_l = k.record_number_l and p.number_r = k.record_number_r
left join linkage.decision as d
    on
        least(d.record_number_l, d.record_number_r) = p.number_l
        and greatest(d.record_number_l, d.record_number_r) = p.number_r
        and d.status in ('applied', 'conflict')
left join linkage.for_review as v
    on
        least(v.record_number_l, v.record_number_r) = p.number_l
        and greatest(v.record_number_l, v.record_number_r) = p.number_r
