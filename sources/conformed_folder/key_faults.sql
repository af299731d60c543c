-- What makes person records unusable: no id, no source, or one id twice.
select
    count(*) filter (where record_id is null) as without_id,
    count(*) filter (where source is null) as without_source,
    count(*) filter (where record_id is not null) - count(distinct row(source, record_id)) filter (
        where record_id is not null
    ) as repeated
from received.person_record
