-- The records that are asked about, if they were linked. Why one was not is not read: whoever asks may
-- not learn from the answer who is withheld.
with asked as (
    select
        r.source,
        r.record_id,
        r.record_number
    from linkage.record as r
    where
        r.record_id in ($record_id_l, $record_id_r)
        and (
            (r.source = $source_l and r.record_id = $record_id_l)
            or (r.source = $source_r and r.record_id = $record_id_r)
        )
)

select
    a.source,
    a.record_id,
    a.record_number,
    m.person_id
from asked as a
inner join linkage.person_record as m on a.source = m.source and a.record_id = m.record_id
