-- The records that are asked about, if they were linked. Why one was not is not read: whoever asks may
-- not learn from the answer who is withheld.
select
    r.source,
    r.record_id,
    r.record_number,
    m.person_id
from linkage.record as r
inner join linkage.person_record as m on r.source = m.source and r.record_id = m.record_id
where
    (r.source = $source_l and r.record_id = $record_id_l)
    or (r.source = $source_r and r.record_id = $record_id_r)
