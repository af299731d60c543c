-- Pupils once each, at the school where they are enrolled in the first place, and their contacts.
with pupil_once as (
    select p.*
    from typed.pupil as p
    qualify row_number() over (
            partition by p.UPN
            order by coalesce(p.EnrolStatus, 'C') in ('C', 'M') desc, p.EntryDate desc, p._file
        ) = 1
)

select
    p.UPN as record_id,
    p.UPN as upn,
    p.FormerUPN as former_upn,
    p.Forename as given_name,
    p.MiddleNames as middle_names,
    p.Surname as family_name,
    [p.FormerSurname, p.PreferredSurname] as other_family_names,
    [p.PreferredForename] as other_given_names,
    p.DOB as date_of_birth,
    date_quality(p.DOB, false) as date_of_birth_quality,
    coalesce(p.Sex, p.Gender) as sex,
    p.Ethnicity as ethnic_group,
    true as is_client,
    false as is_restricted
from pupil_once as p

union all by name

select
    p.UPN || ':contact:' || coalesce(k."Order", k._record::varchar) as record_id,
    k.Forename as given_name,
    k.MiddleNames as middle_names,
    k.Surname as family_name,
    k.Gender as sex,
    false as is_client,
    false as is_restricted
from typed.pupil_contact as k
inner join pupil_once as p on k._file = p._file and k._parent = p._record
where coalesce(k.Relationship, 'other') <> 'professional'
qualify row_number() over (partition by p.UPN, coalesce(k."Order", k._record::varchar) order by k._record) = 1
