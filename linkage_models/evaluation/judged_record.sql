-- Records that have both a true and a found person; what the sources withhold is not judged.
select
    t.source,
    t.record_id,
    t.person_id as true_id,
    m.person_id as found_id
from truth_record as t
inner join linkage.person_record as m on t.source = m.source and t.record_id = m.record_id
where not t.excluded and m.is_linkable
