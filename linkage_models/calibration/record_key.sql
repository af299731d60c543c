-- The keys of the records that are asked for.
select
    r.record_number,
    r.source,
    r.record_id
from linkage.record as r
semi join wanted as w on r.record_number = w.record_number
