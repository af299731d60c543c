-- What a truth says of families, and of how many of their people no record is judged.
with person as (
    select child_id as person_id from labelled.tie
    union
    select adult_id as person_id from labelled.tie
    union
    select child_id as person_id from labelled.unit
),

child as (
    select child_id from labelled.tie
    union
    select child_id from labelled.unit
)

select
    (select count(*) from labelled.tie) as ties,
    (select count(*) from child) as children,
    (select count(distinct unit_id) from labelled.unit) as units,
    (select count(*) from person) as persons,
    (
        select count(*)
        from person as p
        anti join labelled.truth as t on p.person_id = t.person_id
    ) as without_record
