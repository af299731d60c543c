-- Homes and contact points that a restricted record has too and that yet tie somebody.
with restricted as (
    select
        source,
        record_id
    from conformed.person_record
    where is_restricted
),

home as (
    select unnest([address_key(a.line, a.postcode), 'UPRN ' || a.uprn]) as address
    from conformed.address as a
    inner join restricted as r on a.source = r.source and a.record_id = r.record_id
    where coalesce(a.use, 'home') <> 'correspondence' and coalesce(a.to_date >= $as_at, true)
),

contact as (
    select k.value
    from conformed.contact_point as k
    inner join restricted as r on k.source = r.source and k.record_id = r.record_id
)

select
    (select count(*) from family.residence where address in (from home))
    + (select count(*) from family.contact where value in (from contact)) as contradictions
