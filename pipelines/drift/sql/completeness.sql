-- Of how many records each source tells what people are known by.
with placed as (
    select distinct
        source,
        record_id
    from conformed.address
    where postcode is not null
),

record as (
    select
        p.source,
        p.given_name is not null as given_name,
        p.family_name is not null as family_name,
        p.date_of_birth is not null as date_of_birth,
        p.sex in ('M', 'F') as sex,
        p.nhs_number is not null as nhs_number,
        p.upn is not null as upn,
        a.record_id is not null as postcode
    from conformed.person_record as p
    left join placed as a on p.source = a.source and p.record_id = a.record_id
),

field as (
    unpivot record on columns(* exclude source) into name field value is_told
)

select
    source || ' ' || replace(field, '_', ' ') as subject,
    case when is_told then 'told' else 'not told' end as part,
    count(*) as amount
from field
group by all
