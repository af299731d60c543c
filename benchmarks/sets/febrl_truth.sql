-- FEBRL: who each record is.
select
    source,
    rec_id as record_id,
    cluster as person_id
from labelled
