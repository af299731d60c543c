-- Stated ties of which one end is no record of the source.
select count(*) as contradictions
from conformed.relationship as r
where
    r.source = $source
    and not (
        exists (
            select 1 from conformed.person_record as f
            where f.source = r.source and f.record_id = r.from_record_id
        )
        and exists (
            select 1 from conformed.person_record as t
            where t.source = r.source and t.record_id = r.to_record_id
        )
    )
