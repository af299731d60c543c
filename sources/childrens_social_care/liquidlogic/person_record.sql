-- Everybody but nobody (-1) and records merged into others. An estimated date is that of a birth to
-- come; where a year has passed and there is a name, somebody guessed an age and left the mark.
-- Who is no client has an id and a birth of their own here: a sister is more than a contact in a note.
-- A child that was adopted keeps no former UPN: it would join the child to its later identity.
with person as (
    select
        *,
        coalesce(
            BIRTH_DTTM > _delivery
            or (
                DOB_ESTIMATED
                and (BIRTH_DTTM > _delivery - interval 1 year or is_placeholder_name(FORENAME))
            ),
            false
        ) as is_expected
    from typed.dim_person
    where DIM_PERSON_ID <> '-1' and DUPLICATED_DTTM is null
),

adopted as (
    select DIM_PERSON_ID
    from typed.fact_care_episodes
    where regexp_matches(CARE_REASON_END_DESC, '(?i)\bE1[12]\b|\badopted\b')
    union
    select DIM_PERSON_ID
    from typed.fact_referrals
    where regexp_matches(DIM_LOOKUP_REFRL_ENDRSN_ID_CODE, '(?i)^\s*RC1\b|\badopted\b')
)

select
    DIM_PERSON_ID as record_id,
    NHS_NUMBER as nhs_number,
    'unverified' as nhs_number_status,
    UPN as upn,
    case when DIM_PERSON_ID not in (select a.DIM_PERSON_ID from adopted as a) then
            FORMER_UPN
    end as former_upn,
    FORENAME as given_name,
    SURNAME as family_name,
    case when not is_expected then BIRTH_DTTM end as date_of_birth,
    case when not is_expected then date_quality(BIRTH_DTTM, DOB_ESTIMATED) end as date_of_birth_quality,
    case when is_expected then BIRTH_DTTM end as expected_date_of_birth,
    DEATH_DTTM as date_of_death,
    GENDER_MAIN_CODE as sex,
    ETHNICITY_MAIN_CODE as ethnic_group,
    true as is_client,
    coalesce(IS_RESTRICTED_FLAG, false) as is_restricted
from person
