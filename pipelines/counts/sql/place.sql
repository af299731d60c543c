-- Where a person lives for the purpose of counting: the postcode in use that most sources agree on.
with used as (
    select
        m.person_id,
        a.postcode,
        count(distinct a.source) as source_count,
        max(coalesce(a.to_date, date '9999-12-31')) as last_date
    from conformed.address as a
    inner join linkage.person_record as m on a.source = m.source and a.record_id = m.record_id
    where a.postcode is not null and coalesce(a.use, 'home') in ('home', 'temporary')
    group by m.person_id, a.postcode
),

home as (
    select
        person_id,
        arg_max(postcode, (last_date, source_count, postcode)) as postcode
    from used
    group by person_id
)

select
    p.person_id,
    coalesce(g.ward, 'not known') as ward,
    coalesce('decile ' || lpad(g.imd_decile::varchar, 2, '0'), 'not known') as imd_decile
from family.person as p
left join home as h on p.person_id = h.person_id
left join conformed.postcode as g on h.postcode = g.postcode
