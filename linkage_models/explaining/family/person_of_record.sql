-- The person of a record, where the night holds it.
select person_id
from linkage.person_record
where source = $source and record_id = $record_id
