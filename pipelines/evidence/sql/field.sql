-- How many records of each source hold what records are linked by. Restricted ones are not counted.
with homes as (
    select distinct
        source,
        record_id
    from conformed.address
    where postcode is not null
),

contacts as (
    select distinct
        source,
        record_id
    from conformed.contact_point
),

held as (
    select
        r.source,
        unnest([
            {'place': 1, 'name': 'Given name', 'is_filled': r.given_name is not null},
            {'place': 2, 'name': 'Family name', 'is_filled': r.family_name is not null},
            {
                'place': 3,
                'name': 'Full date of birth',
                'is_filled': r.date_of_birth is not null and r.date_of_birth_quality = 'full'
            },
            {'place': 4, 'name': 'Sex', 'is_filled': r.sex in ('F', 'M')},
            {'place': 5, 'name': 'Postcode', 'is_filled': h.source is not null},
            {'place': 6, 'name': 'Phone or e-mail', 'is_filled': c.source is not null},
            {'place': 7, 'name': 'NHS number', 'is_filled': r.nhs_number is not null},
            {'place': 8, 'name': 'UPN', 'is_filled': r.upn is not null},
            {'place': 9, 'name': 'Ethnic group (never compared)', 'is_filled': r.ethnic_group is not null}
        ]) as field
    from conformed.person_record as r
    left join homes as h on r.source = h.source and r.record_id = h.record_id
    left join contacts as c on r.source = c.source and r.record_id = c.record_id
    where not r.is_restricted
)

select
    source,
    field.name,
    count(*) as records,
    count(*) filter (where field.is_filled) as filled
from held
group by source, field.place, field.name
order by source, field.place
