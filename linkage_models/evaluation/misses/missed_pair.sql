-- How far each pair came that would have joined a part of a true person to another: never brought
-- together, not kept, below the join level, stopped by a guard, held to be doubtful, or cut.
with kept as (
    select
        least(record_number_l, record_number_r) as record_number_l,
        greatest(record_number_l, record_number_r) as record_number_r,
        match_weight,
        match_weight_before_guard,
        guard
    from linkage.pair
),

cut as (
    select
        least(record_number_l, record_number_r) as record_number_l,
        greatest(record_number_l, record_number_r) as record_number_r,
        coalesce(cut_reason, 'no reason told') as cut_reason
    from linkage.link
    where is_cut
),

asked as (
    select
        least(record_number_l, record_number_r) as record_number_l,
        greatest(record_number_l, record_number_r) as record_number_r,
        true as is_asked
    from linkage.for_review
)

select
    w.true_id,
    w.found_id,
    w.record_number_l,
    w.record_number_r,
    k.match_weight_before_guard as weight,
    coalesce(a.is_asked, false) as is_asked,
    case
        when c.cut_reason is not null then 'cut'
        when k.match_weight >= $join_weight then 'doubtful'
        when k.guard is not null and k.match_weight_before_guard >= $join_weight then 'guarded'
        when a.is_asked then 'for review'
        when k.match_weight is not null then 'below'
        when b.record_number_l is not null then 'far below'
        else 'apart'
    end as stage,
    case
        when c.cut_reason is not null then c.cut_reason
        when k.match_weight < $join_weight and k.match_weight_before_guard >= $join_weight
            then coalesce(k.guard, '')
        else ''
    end as detail
from wanted_pair as w
left join kept as k
    on w.record_number_l = k.record_number_l and w.record_number_r = k.record_number_r
left join cut as c
    on w.record_number_l = c.record_number_l and w.record_number_r = c.record_number_r
left join asked as a
    on w.record_number_l = a.record_number_l and w.record_number_r = a.record_number_r
left join blocked as b
    on w.record_number_l = b.record_number_l and w.record_number_r = b.record_number_r
