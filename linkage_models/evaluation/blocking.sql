-- The share of true pairs that blocking brought together and the model thought worth keeping.
with kept as (
    select count(*) as pairs
    from linkage.pair as p
    inner join linkage.record as a on p.record_number_l = a.record_number
    inner join linkage.record as b on p.record_number_r = b.record_number
    inner join judged_record as l on a.source = l.source and a.record_id = l.record_id
    inner join judged_record as r on b.source = r.source and b.record_id = r.record_id
    where l.true_id = r.true_id
),

true_person as (
    select count(*) as records
    from judged_record
    group by true_id
)

select (select pairs from kept) / (select sum(records * (records - 1) / 2) from true_person) as recall
