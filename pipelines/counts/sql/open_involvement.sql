-- Spells that are open on the as-at date: begun on or before it, not ended before it.
select
    m.person_id,
    i.service,
    i.kind,
    i.source,
    i.start_date
from conformed.involvement as i
inner join linkage.person_record as m on i.source = m.source and i.record_id = m.record_id
where i.start_date <= $as_at and coalesce(i.end_date >= $as_at, true)
