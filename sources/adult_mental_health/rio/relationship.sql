-- Links between clients, contacts towards their client, and carers named on the index.
select
    f.ClientID as from_record_id,
    f.RelatedClientID as to_record_id,
    f.Relationship as type,
    case f.ParentalResponsibility when 'yes' then true when 'no' then false end as parental_responsibility,
    f.Relationship_as_received as source_value
from typed.client_family_link as f
where f.RelatedClientID is not null

union all by name

select
    k.ClientID || ':contact:' || k.ClientContactID as from_record_id,
    k.ClientID as to_record_id,
    coalesce(k.Relationship, 'other') as type,
    k.ContactType = 'Next of kin' as next_of_kin,
    k.StartDate as from_date,
    k.EndDate as to_date,
    k.Relationship_as_received as source_value
from typed.client_contact as k
where
    not coalesce(k.Deleted, false)
    and coalesce(k.Relationship, 'other') <> 'professional'

union all by name

select
    unnest([c.MainCarer, c.OtherCarer]) as from_record_id,
    c.ClientID as to_record_id,
    'carer_of' as type,
    'MainCarer' as source_value
from typed.client_index as c
where c.MainCarer is not null or c.OtherCarer is not null
