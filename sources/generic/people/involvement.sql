-- What a service does with the people of a list, where the description names the service. A list that
-- gives no first day says who is known on the day of its delivery.
with spell as (
    select
        e.entry_id as record_id,
        e.service,
        e.spell_kind as kind,
        e.spell_detail,
        coalesce(e.started_on, e.ended_on, e._delivery) as start_date,
        e.ended_on,
        e.outcome
    from list_entries('typed.entry') as e
    where e.service is not null and e.spell_kind is not null
)

select
    s.record_id,
    s.service,
    s.kind,
    min(s.spell_detail) as detail,
    s.start_date,
    case when bool_and(s.ended_on is not null) then max(s.ended_on) end as end_date,
    min(s.outcome) as outcome
from spell as s
group by s.record_id, s.service, s.kind, s.start_date
