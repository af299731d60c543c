-- How many persons are known by how many records, those of six and more together.
select
    least(record_count, 6) as records,
    count(*) as person_count
from linkage.person
group by records
order by records
