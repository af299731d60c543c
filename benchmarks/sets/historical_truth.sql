-- Historical figures: who each record is.
select
    source,
    unique_id as record_id,
    cluster as person_id
from labelled
