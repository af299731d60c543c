-- Where persons live or lived, as evidence of family. Placements, communal places, no fixed abode and
-- addresses of more than a household are none. An address without dates was true when it was delivered.
with spell as (
    select
        m.person_id,
        unnest(list_filter(
            [address_key(a.line, a.postcode), 'UPRN ' || a.uprn], lambda k: k is not null
        )) as address,
        coalesce(a.use, 'home') as use,
        coalesce(a.kind, 'residential') as kind,
        a.source,
        case
            when a.from_date is not null then a.from_date
            when a.to_date is not null then a.to_date
            else $as_at
        end as from_date,
        coalesce(a.to_date, greatest($as_at, a.from_date)) as to_date
    from conformed.address as a
    inner join linkage.person_record as m on a.source = m.source and a.record_id = m.record_id
    where
        coalesce(a.use, 'home') <> 'correspondence'
        and coalesce(a.kind, 'residential') not in ('no fixed abode', 'pseudo')
),

placement as (
    select distinct
        person_id,
        address
    from spell
    where use = 'placement'
),

crowded as (
    select address
    from spell
    where to_date >= $as_at
    group by address
    having count(distinct person_id) > $household_at_most or bool_or(kind = 'communal')
)

select
    s.person_id,
    s.address,
    min(s.from_date) as from_date,
    max(s.to_date) as to_date,
    count(distinct s.source) as source_count
from spell as s
anti join placement as p on s.person_id = p.person_id and s.address = p.address
anti join crowded as c on s.address = c.address
where s.use = 'home' and s.from_date <= s.to_date
group by s.person_id, s.address
