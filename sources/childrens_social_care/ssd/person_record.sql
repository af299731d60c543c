-- Everybody in the case management system; a birth date in the future is an expected one.
with identifiers as (
    select
        link_person_id,
        min(link_identifier_value) filter (where link_identifier_type = 'nhs_number') as nhs_number,
        min(link_identifier_value) filter (where link_identifier_type = 'upn') as upn,
        min(link_identifier_value) filter (where link_identifier_type = 'former_upn') as former_upn
    from typed.ssd_linked_identifiers
    where link_valid_to_date is null
    group by link_person_id
),

everybody as (
    select
        coalesce(d.person_id, s.pers_person_id) as record_id,
        coalesce(d.nhs_id, s.pers_single_unique_id) as nhs_number,
        coalesce(d.upn_id, s.pers_upn) as upn,
        coalesce(d.first_name, s.pers_forename, given_of_full_name(d.full_name)) as given_name,
        coalesce(d.last_name, s.pers_surname, family_of_full_name(d.full_name)) as family_name,
        coalesce(s.pers_dob, d.date_of_birth) as date_of_birth,
        s.pers_expected_dob as expected_date_of_birth,
        s.pers_death_date as date_of_death,
        coalesce(d.gender, s.pers_sex) as sex,
        coalesce(s.pers_ethnicity, d.full_ethnicity_code) as ethnic_group,
        coalesce(d.restricted, false) as is_restricted,
        coalesce(d._delivery, s._delivery) as delivery
    from typed.dm_persons as d
    full join typed.ssd_person as s on d.person_id = s.pers_person_id
)

select
    e.record_id,
    coalesce(e.nhs_number, i.nhs_number) as nhs_number,
    'unverified' as nhs_number_status,
    coalesce(e.upn, i.upn) as upn,
    i.former_upn,
    e.given_name,
    e.family_name,
    case when e.date_of_birth <= e.delivery then e.date_of_birth end as date_of_birth,
    case when e.date_of_birth <= e.delivery then date_quality(e.date_of_birth, false) end
        as date_of_birth_quality,
    coalesce(
        case when e.date_of_birth > e.delivery then e.date_of_birth end,
        case when e.date_of_birth is null then e.expected_date_of_birth end
    ) as expected_date_of_birth,
    e.date_of_death,
    e.sex,
    e.ethnic_group,
    true as is_client,
    e.is_restricted
from everybody as e
left join identifiers as i on e.record_id = i.link_person_id
