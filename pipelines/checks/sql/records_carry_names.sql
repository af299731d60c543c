-- A source whose records carry no names at all: nobody in it can be linked by name.
select case when count(*) > 0 and count(family_name) = 0 then 1 else 0 end as contradictions
from conformed.person_record
where source = $source
