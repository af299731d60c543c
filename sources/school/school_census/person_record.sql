-- A pupil once, as the newest sight has it; what only some terms ask is the newest that was told.
-- Who was adopted (A, or O: abroad) has no former UPN here: it would join the child to its earlier one.
with sight as (
    select *
    from census_sights(
            'typed.census_pupilonroll',
            'typed.census_pupilnolongeronroll',
            'typed.census_schoolcensus',
            'typed.census_school'
        )
),

told as (
    select
        record_id,
        case when not bool_or(coalesce(regexp_matches(plaa_as_received, '(?i)^\s*[AO]\s*$'), false)) then
                arg_min(formerupn, place)
        end as former_upn,
        arg_min(ethnicity, place) as ethnicity,
        list(surname) as surnames,
        list(formersurname) || list(preferredsurname) as other_surnames
    from sight
    group by record_id
)

select
    s.record_id,
    s.own_upn as upn,
    t.former_upn,
    s.forename as given_name,
    s.middlenames as middle_names,
    s.surname as family_name,
    t.other_surnames || list_filter(t.surnames, lambda x: x <> s.surname) as other_family_names,
    s.dob as date_of_birth,
    date_quality(s.dob, false) as date_of_birth_quality,
    s.sex,
    t.ethnicity as ethnic_group,
    true as is_client,
    false as is_restricted
from sight as s
inner join told as t on s.record_id = t.record_id
where s.place = 1
