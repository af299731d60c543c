-- Children of lists 1 to 9, without names. Where lists differ, statutory work is believed first: 8, 7,
-- 6, and so on. Lists 10 and 11 make no records: a child's adoption is joined to nobody.
with listed as (
    select * from annex_a_children('typed.annex_a_list_8', 1)
    union all
    select * from annex_a_children('typed.annex_a_list_7', 2)
    union all
    select * from annex_a_children('typed.annex_a_list_6', 3)
    union all
    select * from annex_a_children('typed.annex_a_list_5', 4)
    union all
    select * from annex_a_children('typed.annex_a_list_4', 5)
    union all
    select * from annex_a_children('typed.annex_a_list_3', 6)
    union all
    select * from annex_a_children('typed.annex_a_list_9', 7)
    union all
    select * from annex_a_children('typed.annex_a_list_2', 8)
    union all
    select * from annex_a_children('typed.annex_a_list_1', 9)
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
