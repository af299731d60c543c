-- Clients with the name in use, and the people whom clients name as contacts.
with client_name_ranked as (
    select
        n.ClientID,
        n.Prefix,
        n.GivenName1,
        n.GivenName2,
        n.Surname,
        n.AliasType,
        row_number() over (
            partition by n.ClientID
            order by n.AliasType = 'usual' desc, n.EndDate is null desc, n.EffectiveDate desc, n.ClientNameID
        ) as name_order
    from typed.client_name as n
    where not coalesce(n.Deleted, false) and coalesce(n.AliasType, 'other') <> 'merged'
),

client_names as (
    select
        ClientID,
        any_value(GivenName1) filter (where name_order = 1) as given_name,
        any_value(GivenName2) filter (where name_order = 1) as middle_names,
        any_value(Surname) filter (where name_order = 1) as family_name,
        list(Surname) filter (where name_order > 1) as other_family_names,
        list(GivenName1) filter (where name_order > 1) as other_given_names
    from client_name_ranked
    group by ClientID
)

select
    c.ClientID as record_id,
    coalesce(c.SupersedingNNN, c.NNN) as nhs_number,
    c.NNNStatus as nhs_number_status,
    n.given_name,
    n.middle_names,
    n.family_name,
    n.other_family_names,
    n.other_given_names,
    c.DateOfBirth as date_of_birth,
    date_quality(c.DateOfBirth, c.EstimatedDOB) as date_of_birth_quality,
    c.DateOfDeath as date_of_death,
    c.Gender as sex,
    c.Ethnicity as ethnic_group,
    not coalesce(c.NonClient, false) as is_client,
    coalesce(c.SensitiveFlag, false) as is_restricted
from typed.client_index as c
left join client_names as n on c.ClientID = n.ClientID
where not coalesce(c.Deleted, false)

union all by name

select
    k.ClientID || ':contact:' || k.ClientContactID as record_id,
    k.NHSNumber as nhs_number,
    'unverified' as nhs_number_status,
    k.Firstname as given_name,
    k.Surname as family_name,
    'U' as sex,
    false as is_client,
    coalesce(c.SensitiveFlag, false) as is_restricted
from typed.client_contact as k
inner join typed.client_index as c on k.ClientID = c.ClientID
where
    not coalesce(k.Deleted, false)
    and not coalesce(c.Deleted, false)
    and coalesce(k.Relationship, 'other') <> 'professional'
