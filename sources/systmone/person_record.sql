-- Patients, each once though several units may see the row, and the relatives whom they name.
with patient as (
    select *
    from typed.sr_patient
    where not coalesce(RemovedData, false) and not coalesce(TestPatient, false)
    qualify row_number() over (partition by RowIdentifier order by IDOrganisationVisibleTo) = 1
),

-- The latest that was stated; a refusal to say counts where nothing else was said.
ethnicity as (
    select
        IDPatient,
        arg_max(
            CTV3Code,
            (CTV3Code <> 'REFU', coalesce(DateEvent, date '1900-01-01'), RowIdentifier, CTV3Code)
        ) as ethnic_group
    from typed.sr_code
    where not coalesce(RemovedData, false) and CTV3Code is not null
    group by IDPatient
),

-- Staff have a code where a relative may have an NHS number, and mostly no tie that is a relative's.
relative as (
    select
        r.*,
        coalesce(nullif(r.RelationshipType, 'other'), w.Mapping, 'other') as tie,
        clean_nhs_number(r.CodeRelationshipWithUser) as nhs_number,
        r.RelationshipWithDateOfBirth > r._delivery as is_expected
    from typed.sr_patient_relationship as r
    left join typed.sr_mapping as w on r.RelationshipType_as_received = w.RowIdentifier
    left join patient as k
        on coalesce(r.IDPatientRelationshipWith, r.IDRelationshipWithPatient) = k.RowIdentifier
    where
        not coalesce(r.RemovedData, false)
        and r.RelationshipWithName is not null
        and k.RowIdentifier is null
    qualify row_number() over (partition by r.RowIdentifier order by r.IDOrganisationVisibleTo) = 1
)

select
    p.RowIdentifier as record_id,
    p.NHSNumber as nhs_number,
    case when p.SpineMatched then 'verified' when not p.SpineMatched then 'unverified' end
        as nhs_number_status,
    p.FirstName as given_name,
    p.MiddleNames as middle_names,
    p.Surname as family_name,
    [p.PreviousSurname] as other_family_names,
    p.DateBirth as date_of_birth,
    date_quality(p.DateBirth, false) as date_of_birth_quality,
    p.DateDeath as date_of_death,
    coalesce(p.Gender, 'U') as sex,
    e.ethnic_group,
    true as is_client,
    false as is_restricted
from patient as p
left join ethnicity as e on p.RowIdentifier = e.IDPatient

union all by name

select
    r.IDPatient || ':contact:' || r.RowIdentifier as record_id,
    r.nhs_number,
    case when r.nhs_number is not null then 'unverified' end as nhs_number_status,
    given_of_full_name(r.RelationshipWithName) as given_name,
    array_to_string(name_words(r.RelationshipWithName)[2:-2], ' ') as middle_names,
    family_of_full_name(r.RelationshipWithName) as family_name,
    case when not r.is_expected then r.RelationshipWithDateOfBirth end as date_of_birth,
    case when not r.is_expected then date_quality(r.RelationshipWithDateOfBirth, false) end
        as date_of_birth_quality,
    case when r.is_expected then r.RelationshipWithDateOfBirth end as expected_date_of_birth,
    coalesce(r.RelationshipWithSex, 'U') as sex,
    false as is_client,
    false as is_restricted
from relative as r
inner join patient as p on r.IDPatient = p.RowIdentifier
where
    r.tie <> 'professional'
    and not (r.tie = 'other' and r.CodeRelationshipWithUser is not null and r.nhs_number is null)
