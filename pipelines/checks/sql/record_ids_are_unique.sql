-- Records that share their id with another record of the source.
select coalesce(sum(copies), 0) as contradictions
from (
    select count(*) as copies
    from conformed.person_record
    where source = $source
    group by record_id
    having count(*) > 1
) as contradicted
