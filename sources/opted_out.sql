-- Records of a source whose NHS number is on the list of those who objected.
select p.record_id
from conformed.person_record as p
semi join opted_out_number as o on p.nhs_number = o.nhs_number
where p.source = $source
