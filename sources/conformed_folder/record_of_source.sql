-- How many records each source has.
select
    source,
    count(*) as records
from conformed.person_record
group by source
order by source
