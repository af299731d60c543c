-- Dated addresses of the cohort, and of everybody else where the council can send them.
with cohort as (
    select
        addr_person_id,
        addr_address_type,
        addr_address_start_date,
        addr_address_end_date,
        addr_address_postcode,
        addr_address_json ->> 'HOUSE' as house,
        addr_address_json ->> 'FLAT' as flat,
        addr_address_json ->> 'BUILDING' as building,
        addr_address_json ->> 'STREET' as street,
        addr_address_json ->> 'UPRN' as uprn
    from typed.ssd_address
)

select
    addr_person_id as record_id,
    addr_address_start_date as from_date,
    addr_address_end_date as to_date,
    addr_address_type as use,
    lines_joined([flat, building, trim(concat_ws(' ', house, street))]) as line,
    flat,
    coalesce(nullif(house, ''), nullif(building, '')) as premises,
    street,
    addr_address_postcode as postcode,
    uprn
from cohort

union all by name

select
    d.person_id as record_id,
    d.start_date as from_date,
    d.end_date as to_date,
    d.address_type as use,
    d.address as line,
    premises_of(d.address) as premises,
    d.post_code as postcode,
    d.unique_id as uprn
from typed.dm_addresses as d
where not exists (select 1 from cohort as c where c.addr_person_id = d.person_id)
