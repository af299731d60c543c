-- Phones and e-mail addresses of clients and of their contacts.
with points as (
    select
        t.ClientID as record_id,
        t.Detail as value
    from typed.client_telecom as t
    where t.EndDate is null
    union all
    select
        c.ClientID as record_id,
        c.DaytimePhone as value
    from typed.client_index as c
    union all
    select
        k.ClientID || ':contact:' || k.ClientContactID as record_id,
        unnest([k.MainPhone, k.OtherPhone, k.EMailAddress]) as value
    from typed.client_contact as k
)

select distinct
    record_id,
    case when contains(value, '@') then 'email' else 'phone' end as kind,
    value
from points
where value is not null
