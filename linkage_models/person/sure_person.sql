-- Records that may be anybody's evidence, with the number of the person they surely are.
select
    p.source,
    p.record_id,
    s.cluster as sure_id
from (
    select
        source,
        record_id,
        row_number() over (order by source, record_id) - 1 as node
    from conformed.person_record
    where not is_restricted
) as p
inner join cluster as s on p.node = s.node
