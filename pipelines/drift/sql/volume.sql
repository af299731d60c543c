-- How many rows each source tells of people, by table of the conformed shape; spells by their service.
with told as (
    select
        source,
        'records' as part
    from conformed.person_record
    union all
    select
        source,
        'addresses' as part
    from conformed.address
    union all
    select
        source,
        'phones and e-mails' as part
    from conformed.contact_point
    union all
    select
        source,
        'relationships' as part
    from conformed.relationship
    union all
    select
        source,
        'statements of parenthood' as part
    from conformed.parental_status
    union all
    select
        source,
        'family notes' as part
    from conformed.family_note
    union all
    select
        source,
        'flags' as part
    from conformed.flag
    union all
    select
        source,
        'spells of ' || replace(service, '_', ' ') as part
    from conformed.involvement
)

select
    source as subject,
    part,
    count(*) as amount
from told
group by source, part
