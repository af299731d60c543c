-- Children of lists 1 to 9, without names. Where lists differ, statutory work is believed first: 8, 7,
-- 6, and so on. Lists 10 and 11 make no records: a child's adoption is joined to nobody.
with listed as (
    select
        child_id,
        sex,
        ethnicity,
        date_of_birth,
        _delivery,
        _file,
        _line,
        1 as place
    from typed.annex_a_list_8
    union all
    select
        child_id,
        sex,
        ethnicity,
        date_of_birth,
        _delivery,
        _file,
        _line,
        2 as place
    from typed.annex_a_list_7
    union all
    select
        child_id,
        sex,
        ethnicity,
        date_of_birth,
        _delivery,
        _file,
        _line,
        3 as place
    from typed.annex_a_list_6
    union all
    select
        child_id,
        sex,
        ethnicity,
        date_of_birth,
        _delivery,
        _file,
        _line,
        4 as place
    from typed.annex_a_list_5
    union all
    select
        child_id,
        sex,
        ethnicity,
        date_of_birth,
        _delivery,
        _file,
        _line,
        5 as place
    from typed.annex_a_list_4
    union all
    select
        child_id,
        sex,
        ethnicity,
        date_of_birth,
        _delivery,
        _file,
        _line,
        6 as place
    from typed.annex_a_list_3
    union all
    select
        child_id,
        sex,
        ethnicity,
        date_of_birth,
        _delivery,
        _file,
        _line,
        7 as place
    from typed.annex_a_list_9
    union all
    select
        child_id,
        sex,
        ethnicity,
        date_of_birth,
        _delivery,
        _file,
        _line,
        8 as place
    from typed.annex_a_list_2
    union all
    select
        child_id,
        sex,
        ethnicity,
        date_of_birth,
        _delivery,
        _file,
        _line,
        9 as place
    from typed.annex_a_list_1
),

child as (
    select
        child_id,
        coalesce(arg_min(sex, (place, _file, _line)) filter (where sex <> 'U'), 'U') as sex,
        arg_min(ethnicity, (place, _file, _line)) as ethnicity,
        arg_min(date_of_birth, (place, _file, _line)) as date_of_birth,
        max(_delivery) as delivery
    from listed
    group by child_id
)

select
    child_id as record_id,
    case when date_of_birth <= delivery then date_of_birth end as date_of_birth,
    case when date_of_birth <= delivery then date_quality(date_of_birth, false) end as date_of_birth_quality,
    -- Of an unborn child the lists give the expected date.
    case when date_of_birth > delivery then date_of_birth end as expected_date_of_birth,
    sex,
    ethnicity as ethnic_group,
    true as is_client,
    false as is_restricted
from child
