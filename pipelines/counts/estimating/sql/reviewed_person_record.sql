-- Whose the records are by what reviewers found, withheld ones aside.
select
    v.person_id,
    v.source,
    v.record_id,
    true as is_linkable
from linkage.reviewed as v
inner join conformed.person_record as p on v.source = p.source and v.record_id = p.record_id
where not p.is_restricted
