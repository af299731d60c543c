-- Rows in quarantine, by why they are there; what stood in them is not read.
select
    source,
    reason,
    count(*) as row_count
from raw.rejected
group by source, reason
order by source, row_count desc, reason
