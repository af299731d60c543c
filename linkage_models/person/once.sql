-- What follows for a pair from sources that hold people once: two records of such a source are two
-- people, unless one number says otherwise; and where another record of it fits better, and is not itself
-- like the one that it beats, the second best is somebody else.
with both_ways as (
    select
        record_number_l as record_number,
        record_number_r as other_number,
        match_weight + $shift as match_weight,
        coalesce(weight_of_nhs_number > 0 or weight_of_upn > 0, false) as has_one_number
    from linkage.guarded_pair
    union all
    select
        record_number_r as record_number,
        record_number_l as other_number,
        match_weight + $shift as match_weight,
        coalesce(weight_of_nhs_number > 0 or weight_of_upn > 0, false) as has_one_number
    from linkage.guarded_pair
),

-- Clients and contacts of a source are two lists: the same person may well be in both.
partner as (
    select
        p.record_number,
        p.other_number,
        p.match_weight,
        p.has_one_number,
        r.source || r.is_client as list_of_record,
        o.source || o.is_client as list_of_other
    from both_ways as p
    inner join linkage.record as r on p.record_number = r.record_number
    inner join linkage.record as o on p.other_number = o.record_number
    where p.match_weight >= $least_weight
),

twice as (
    select
        list_of_record as list_name,
        count(distinct record_number) as records
    from partner
    where list_of_record = list_of_other and match_weight >= $sure_weight
    group by list_of_record
),

-- A list that is alone is there to be rid of its duplicates, however few they are.
held_once as (
    select r.source || r.is_client as list_name
    from linkage.record as r
    left join twice as t on r.source || r.is_client = t.list_name
    where (select count(distinct s.source) from linkage.record as s) > 1
    group by all
    having coalesce(max(t.records), 0) <= $most_twice * count(*)
),

beaten as (
    select distinct
        p.record_number,
        p.other_number
    from partner as p
    inner join partner as q
        on
            p.record_number = q.record_number
            and p.list_of_other = q.list_of_other
            and p.other_number <> q.other_number
            and p.match_weight < q.match_weight
    inner join held_once as h on p.list_of_other = h.list_name
    left join partner as b on p.other_number = b.record_number and q.other_number = b.other_number
    where p.list_of_record <> p.list_of_other and coalesce(b.match_weight, -1) < 0
)

select
    least(record_number, other_number) as record_number_l,
    greatest(record_number, other_number) as record_number_r,
    $fits_another_name as name,
    $fits_another_weight as weight
from beaten
union
select
    least(p.record_number, p.other_number) as record_number_l,
    greatest(p.record_number, p.other_number) as record_number_r,
    $held_once_name as name,
    $held_once_weight as weight
from partner as p
semi join held_once as h on p.list_of_record = h.list_name
where p.list_of_record = p.list_of_other and not p.has_one_number
