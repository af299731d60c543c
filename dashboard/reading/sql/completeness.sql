-- How many records of each source hold what linkage goes by, of one part of all records: of a whole city
-- at once, finding who has a postcode would take as much memory as all pages together.
with
place as (
    select distinct
        source,
        record_id
    from conformed.address
    where postcode is not null and hash(record_id) % $parts = $part
)

select
    r.source,
    count(*) as record_count,
    count(*) filter (where r.given_name is not null) as first_name_count,
    count(*) filter (where r.family_name is not null) as surname_count,
    count(*) filter (where r.date_of_birth is not null) as birth_date_count,
    count(*) filter (where r.sex in ('F', 'M')) as sex_count,
    count(*) filter (where r.nhs_number is not null) as nhs_number_count,
    count(*) filter (where r.upn is not null) as upn_count,
    count(*) filter (where p.record_id is not null) as postcode_count
from conformed.person_record as r
left join place as p using (source, record_id)
where hash(r.record_id) % $parts = $part
group by r.source
order by r.source
