-- Where a record says that somebody lived, the newest first.
select
    from_date,
    to_date,
    line,
    postcode_as_received as postcode
from conformed.address
where source = $source and record_id = $record_id
order by to_date desc nulls first, from_date desc nulls last, line
