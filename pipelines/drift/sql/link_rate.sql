-- How many records of each source have a person that another source knows too.
with person as (
    select
        person_id,
        count(distinct source) > 1 as is_known_elsewhere
    from linkage.person_record
    group by person_id
)

select
    r.source as subject,
    case when p.is_known_elsewhere then 'known elsewhere too' else 'known here alone' end as part,
    count(*) as amount
from linkage.person_record as r
inner join person as p on r.person_id = p.person_id
group by all
