-- One flat row a record, as Splink's own comparisons need it: the newest address, one phone, one e-mail.
with address_of_record as (
    select
        source,
        record_id,
        arg_max(postcode, (coalesce(to_date, date '9999-12-31'), from_date, postcode)) as postcode,
        arg_max(line, (coalesce(to_date, date '9999-12-31'), from_date, line)) as line
    from conformed.address
    group by source, record_id
),

contact_of_record as (
    select
        source,
        record_id,
        min(value) filter (where kind = 'email') as email,
        min(value) filter (where kind = 'phone') as phone
    from conformed.contact_point
    group by source, record_id
)

select
    row_number() over (order by p.source, p.record_id) as unique_id,
    p.source,
    p.record_id,
    p.given_name,
    p.family_name,
    strftime(p.date_of_birth, '%Y-%m-%d') as date_of_birth,
    case when p.sex <> 'U' then p.sex end as sex,
    p.nhs_number,
    p.upn,
    a.postcode,
    a.line,
    c.email,
    c.phone
from conformed.person_record as p
left join address_of_record as a on p.source = a.source and p.record_id = a.record_id
left join contact_of_record as c on p.source = c.source and p.record_id = c.record_id
where not p.is_restricted
