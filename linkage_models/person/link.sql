-- Pairs that join, numbered from 0 for clustering: those at the join level, and those of one person
-- last night down to the level at which they are kept, unless somebody revoked what joined them. A record
-- without a given name, or with an initial, that fits two people who are known to be two, such as twins, is
-- joined to neither.
with pair as (
    select
        p.record_number_l,
        p.record_number_r,
        p.match_weight,
        p.guard,
        coalesce(p.weight_of_nhs_number > 0 or p.weight_of_upn > 0, false) as is_sure,
        p.match_weight < $join_weight as is_kept
    from linkage.pair as p
    inner join linkage.record as l on p.record_number_l = l.record_number
    inner join linkage.record as r on p.record_number_r = r.record_number
    left join linkage.last_person_record as a on l.source = a.source and l.record_id = a.record_id
    left join linkage.last_person_record as b on r.source = b.source and r.record_id = b.record_id
    left join linkage.decision as d
        on
            p.record_number_l = d.record_number_l
            and p.record_number_r = d.record_number_r
            and d.status = 'revoked'
    where
        p.match_weight >= $join_weight
        or (
            p.match_weight >= $keep_weight
            and p.guard is null
            and a.person_key = b.person_key
            and d.record_number_l is null
        )
),

both_ways as (
    select
        record_number_l as record_number,
        record_number_r as other_number,
        is_sure
    from pair
    union all
    select
        record_number_r as record_number,
        record_number_l as other_number,
        is_sure
    from pair
),

nameless as (
    select
        j.record_number,
        j.other_number,
        j.is_sure
    from both_ways as j
    inner join linkage.record as r on j.record_number = r.record_number
    where r.given_name is null or length(r.given_name) = 1
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
    where not a.is_sure
)

select
    j.record_number_l - 1 as node_l,
    j.record_number_r - 1 as node_r,
    j.match_weight,
    j.is_sure,
    j.is_kept
from pair as j
anti join doubtful as d
    on j.record_number_l = d.record_number_l and j.record_number_r = d.record_number_r
order by node_l, node_r
