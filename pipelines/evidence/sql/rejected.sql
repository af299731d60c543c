-- Rows that broke a rule, by source, table and reason.
select
    source,
    table_name,
    reason,
    count(*) as rows
from raw.rejected
group by source, table_name, reason
order by source, table_name, reason
