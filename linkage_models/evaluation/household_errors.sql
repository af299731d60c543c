-- The share of links that join two people of one household.
with linked as (
    select
        l.true_id as true_id_l,
        r.true_id as true_id_r
    from linkage.pair as p
    inner join linkage.record as a on p.record_number_l = a.record_number
    inner join linkage.record as b on p.record_number_r = b.record_number
    inner join judged_record as l on a.source = l.source and a.record_id = l.record_id
    inner join judged_record as r on b.source = r.source and b.record_id = r.record_id
    where l.found_id = r.found_id
)

select
    count(*) filter (where k.true_id_l <> k.true_id_r and a.household_id = b.household_id)
    / count(*) as share
from linked as k
left join truth_person as a on k.true_id_l = a.person_id
left join truth_person as b on k.true_id_r = b.person_id
