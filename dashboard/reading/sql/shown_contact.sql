-- Phone numbers and e-mail addresses of a record.
select
    kind,
    value
from conformed.contact_point
where source = $source and record_id = $record_id
order by kind, value
