-- The share of true pairs that the blocking rules of Splink's defaults brought together.
with brought as (
    select count(*) as pairs
    from baseline_pair as p
    inner join baseline_record as a on p.unique_id_l = a.unique_id
    inner join baseline_record as b on p.unique_id_r = b.unique_id
    inner join labelled.truth as l on a.source = l.source and a.record_id = l.record_id
    inner join labelled.truth as r on b.source = r.source and b.record_id = r.record_id
    where l.true_id = r.true_id
),

true_person as (
    select count(*) as records
    from labelled.truth
    group by true_id
)

select (select pairs from brought) / (select sum(records * (records - 1) / 2) from true_person) as recall
