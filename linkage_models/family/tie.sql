-- What sources state between records, said of persons: once per pair, type and source.
select
    f.person_id as from_person_id,
    t.person_id as to_person_id,
    r.type,
    r.source,
    bool_or(r.parental_responsibility) as parental_responsibility,
    bool_or(r.lives_with) as lives_with,
    min(r.from_date) as from_date,
    case when bool_and(r.to_date is not null) then max(r.to_date) end as to_date,
    min(r.source_value) as source_value
from conformed.relationship as r
inner join linkage.person_record as f on r.source = f.source and r.from_record_id = f.record_id
inner join linkage.person_record as t on r.source = t.source and r.to_record_id = t.record_id
where f.person_id <> t.person_id and r.type <> 'professional'
group by all
