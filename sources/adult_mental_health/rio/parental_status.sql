-- Parental responsibility as the trust records it: one yes outweighs, a no counts without a yes.
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
