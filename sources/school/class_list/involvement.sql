-- Where a child goes to school on the day of the list; who is taught at home is enrolled nowhere.
select
    e.entry_id as record_id,
    e.service,
    e.spell_kind as kind,
    min(nullif(e.spell_detail, '888888')) as detail,
    e._delivery as start_date
from list_entries('typed.entry') as e
where e.spell_detail <> '999999'
group by e.entry_id, e.service, e.spell_kind, e._delivery
