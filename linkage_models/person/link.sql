-- Pairs at or above the join threshold, numbered from 0 for clustering. A record without a given
-- name that fits two people who are known to be two, such as twins, is joined to neither.
with joined as (
    select
        record_number_l,
        record_number_r,
        match_weight,
        coalesce(weight_of_nhs_number > 0 or weight_of_upn > 0, false) as has_same_number
    from linkage.pair
    where match_weight >= $join_weight
),

joined_both_ways as (
    select
        record_number_l as record_number,
        record_number_r as other_number,
        has_same_number
    from joined
    union all
    select
        record_number_r as record_number,
        record_number_l as other_number,
        has_same_number
    from joined
),

nameless as (
    select
        j.record_number,
        j.other_number,
        j.has_same_number
    from joined_both_ways as j
    inner join linkage.record as r on j.record_number = r.record_number
    where r.given_name is null
),

doubtful as (
    select
        least(a.record_number, a.other_number) as record_number_l,
        greatest(a.record_number, a.other_number) as record_number_r
    from nameless as a
    inner join nameless as b on a.record_number = b.record_number
    inner join linkage.pair as p
        on
            least(a.other_number, b.other_number) = p.record_number_l
            and greatest(a.other_number, b.other_number) = p.record_number_r
            and p.guard is not null
    where not a.has_same_number
)

select
    j.record_number_l - 1 as node_l,
    j.record_number_r - 1 as node_r,
    j.match_weight
from joined as j
anti join doubtful as d
    on j.record_number_l = d.record_number_l and j.record_number_r = d.record_number_r
order by node_l, node_r
