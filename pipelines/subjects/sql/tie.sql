-- Ties that sources state between a person's records and others; who the other is, is not told.
select
    r.source,
    r.type,
    case
        when s.record_id is not null and o.record_id is not null then 'between two of these records'
        when s.record_id is not null then 'from this person to another'
        else 'from another person to this one'
    end as between,
    r.parental_responsibility,
    r.lives_with,
    r.next_of_kin,
    r.from_date,
    r.to_date
from conformed.relationship as r
left join subject_record as s on r.source = s.source and r.from_record_id = s.record_id
left join subject_record as o on r.source = o.source and r.to_record_id = o.record_id
where s.record_id is not null or o.record_id is not null
order by all
