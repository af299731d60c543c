-- Where the people of a list live, and their contacts: at an address of their own, or, where the list
-- says that they live with the person, at the person's.
with home as (
    select
        e.entry_id as record_id,
        e.address_from as from_date,
        e.address_to as to_date,
        coalesce(
            lines_joined([e.flat, trim(concat_ws(' ', e.premises, e.street))]),
            lines_joined([
                e.address_line_1, e.address_line_2, e.address_line_3, e.address_line_4, e.address_line_5
            ])
        ) as line,
        e.flat,
        coalesce(e.premises, premises_of(e.address_line_1)) as premises,
        e.street,
        e.postcode,
        e.uprn
    from list_entries('typed.entry') as e
),

place as (
    select h.*
    from home as h

    union all by name

    select
        c.record_id,
        lines_joined(c.lines) as line,
        premises_of(c.lines[1]) as premises,
        c.postcode
    from list_contacts('typed.entry') as c

    union all by name

    select
        c.record_id,
        h.from_date,
        h.to_date,
        h.line,
        h.flat,
        h.premises,
        h.street,
        h.postcode,
        h.uprn
    from list_contacts('typed.entry') as c
    inner join home as h on c.holder_id = h.record_id
    where c.lives_with and coalesce(lines_joined(c.lines), c.postcode) is null
)

select distinct
    p.record_id,
    p.from_date,
    p.to_date,
    'home' as use,
    p.line,
    p.flat,
    p.premises,
    p.street,
    p.postcode,
    p.uprn
from place as p
where coalesce(p.line, p.postcode, p.uprn) is not null
