-- Ties between two records, each type stated one way round; a tie of a record to itself is none.
select
    r.source,
    case when i.type is null then r.from_record_id else r.to_record_id end as from_record_id,
    case when i.type is null then r.to_record_id else r.from_record_id end as to_record_id,
    coalesce(i.stands_for, r.type) as type,
    -- It was stated of the end that came first, which is now the child.
    case when i.type is null then r.parental_responsibility end as parental_responsibility,
    r.lives_with,
    case when i.type is null then r.next_of_kin end as next_of_kin,
    r.from_date,
    r.to_date,
    r.source_value
from incoming as r
left join inverse_tie as i on r.type = i.type
where r.from_record_id <> r.to_record_id
