-- What the lists of Annex A have in common: the child whom a row is about.

-- The rows of one list as far as they tell who a child is; `place` 1 is believed before 2.
create or replace macro annex_a_children(list, place) as table (
    select
        child_id,
        sex,
        ethnicity,
        date_of_birth,
        _delivery,
        _file,
        _line,
        place as place
    from query_table(list)
);
