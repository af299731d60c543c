-- Which true and found persons share records, and how many.
select
    t.person_id as true_id,
    m.person_id as found_id,
    count(*) as records
from true_record as t
inner join linkage.person_record as m on t.source = m.source and t.record_id = m.record_id
group by t.person_id, m.person_id
