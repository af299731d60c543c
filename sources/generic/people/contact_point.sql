-- Phones and e-mail addresses of the people of a list and of their contacts.
with point as (
    select
        e.entry_id as record_id,
        unnest([e.phone_1, e.phone_2, e.phone_3, e.email]) as value
    from list_entries('typed.entry') as e
    union all
    select
        c.record_id,
        unnest(c.points) as value
    from list_contacts('typed.entry') as c
)

select distinct
    p.record_id,
    case when contains(p.value, '@') then 'email' else 'phone' end as kind,
    p.value
from point as p
where p.value is not null
