-- How many records of each source a true and a found person share, beside what each has in all.
-- `neighbours`: records of others of one household on the same found person.
with counted as (
    select
        j.true_id,
        j.found_id,
        j.source,
        count(*) as source_records,
        coalesce(sum(r.linkable), 0) as linkable,
        coalesce(sum(r.brought), 0) as brought,
        coalesce(sum(r.kept), 0) as kept
    from labelled.judged as j
    left join labelled.reached as r on j.source = r.source and j.record_id = r.record_id
    group by j.true_id, j.found_id, j.source
),

totalled as (
    select
        *,
        sum(source_records) over (partition by true_id, found_id) as records,
        sum(source_records) over (partition by true_id) as true_records,
        sum(source_records) over (partition by found_id) as found_records
    from counted
),

-- Only found persons that hold two true ones can hold neighbours.
mixed as (
    select distinct
        true_id,
        found_id,
        records
    from totalled
    where records < found_records
),

neighbour as (
    select distinct
        a.true_id,
        a.found_id,
        b.true_id as other_id,
        b.records
    from mixed as a
    inner join labelled.home as h on a.true_id = h.true_id
    inner join labelled.home as i on h.home = i.home
    inner join mixed as b on a.found_id = b.found_id and i.true_id = b.true_id
    where a.true_id <> b.true_id
),

neighbours as (
    select
        true_id,
        found_id,
        sum(records) as records
    from neighbour
    group by true_id, found_id
)

select
    t.true_id,
    t.found_id,
    t.source,
    u.unit,
    t.source_records,
    t.records,
    t.true_records,
    t.found_records,
    t.linkable,
    t.brought,
    t.kept,
    coalesce(n.records, 0) as neighbours
from totalled as t
inner join unit_of_person as u on t.true_id = u.true_id
left join neighbours as n on t.true_id = n.true_id and t.found_id = n.found_id
