-- What is wrong with the persons, ties and units of a truth.
with again as (
    select child_id
    from received.true_unit
    where child_id is not null
    group by child_id
    having count(distinct unit_id) > 1
)

select
    (
        select count(*) - count(distinct person_id)
        from received.true_person
        where person_id is not null
    ) as persons_again,
    (
        select count(*) from received.true_tie where child_id is null or adult_id is null
    ) as ties_incomplete,
    (select count(*) from received.true_tie where child_id = adult_id) as ties_to_oneself,
    (
        select count(*)
        from received.true_tie
        where not coalesce(list_contains($roles, given_tie(role)), false)
    ) as ties_of_other_roles,
    (
        select count(*) from received.true_unit where child_id is null or unit_id is null
    ) as units_incomplete,
    (select count(*) from again) as children_again
