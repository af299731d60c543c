-- Records of a source about people who objected, with the contacts that only these records tell of:
-- their ids are made of the holder's, as <holder>:contact:1 or <holder>:carer.
with holder as (
    select p.record_id
    from conformed.person_record as p
    inner join opted_out_number as o on p.nhs_number = o.nhs_number
    where p.source = $source
)

select h.record_id
from holder as h

union

select p.record_id
from conformed.person_record as p
inner join holder as h
    on regexp_replace(p.record_id, ':[a-z_]+(:[0-9]+)?$', '') = h.record_id
where p.source = $source and not p.is_client
