-- Spells that are open on the as-at date: begun on or before it, not ended before it. Those of an
-- unborn child go on for the child that was born.
select
    coalesce(b.child_id, m.person_id) as person_id,
    i.service,
    i.kind,
    i.detail,
    i.source,
    i.start_date
from conformed.involvement as i
inner join linkage.person_record as m on i.source = m.source and i.record_id = m.record_id
left join family.birth as b on m.person_id = b.unborn_id
where i.start_date <= $as_at and coalesce(i.end_date >= $as_at, true)
