-- What people decided of pairs of records, and what the night made of it.
select
    decision,
    status,
    count(*) as pairs
from linkage.decision
group by all
order by decision, status
