-- Persons found exactly: all of a true person's records, and nobody else's.
with cell as (
    select
        true_id,
        found_id,
        count(*) as records
    from judged_record
    group by true_id, found_id
),

true_person as (
    select
        true_id,
        count(*) as records
    from judged_record
    group by true_id
),

found_person as (
    select
        found_id,
        count(*) as records
    from judged_record
    group by found_id
),

exact as (
    select count(*) as persons
    from cell as c
    inner join true_person as t on c.true_id = t.true_id and c.records = t.records
    inner join found_person as f on c.found_id = f.found_id and c.records = f.records
)

select
    persons / (select count(*) from found_person) as precision,
    persons / (select count(*) from true_person) as recall,
    2 * persons / ((select count(*) from found_person) + (select count(*) from true_person)) as f1
from exact
