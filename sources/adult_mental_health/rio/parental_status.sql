-- Parental responsibility as the trust records it: one yes outweighs, a no counts without a yes. The
-- form about children says how many depend on the client.
select
    f.ClientID as record_id,
    case
        when bool_or(f.ParentalResponsibility = 'yes') then 'yes'
        when bool_or(f.ParentalResponsibility = 'no') then 'no'
        else 'unknown'
    end as status
from typed.client_family_link as f
where f.ParentalResponsibility is not null
group by f.ClientID

union all by name

select
    f.ClientID as record_id,
    case when f.DependentChildren > 0 then 'yes' else 'no' end as status,
    f.DependentChildren as dependent_children,
    f.FormDate as recorded_on
from typed.client_family_form as f
where f.DependentChildren >= 0 and not coalesce(f.Deleted, false)
