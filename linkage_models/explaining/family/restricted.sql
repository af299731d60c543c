-- How many records of the night are withheld from linkage.
select count(*) as records
from conformed.person_record
where is_restricted
