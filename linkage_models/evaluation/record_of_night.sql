-- Whom each record of a town is about; what the sources withhold is not judged.
select
    source,
    record_id,
    person_id
from truth_record
where not excluded
