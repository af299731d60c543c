-- Where persons live or lived, as evidence of family: no placement, and no place that is none.
select
    r.person_id,
    r.address,
    r.from_date,
    r.to_date,
    r.source_count,
    r.is_dated
from family.presence as r
inner join family.place as p on r.address = p.address and p.is_evidence
anti join family.placement as s
    on
        r.person_id = s.person_id
        and r.address = s.address
        and r.to_date between s.from_date and s.to_date
