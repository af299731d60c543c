-- Every record with its true person, so that nothing but the family step is judged.
select
    dense_rank() over (order by t.person_id) as person_id,
    p.source,
    p.record_id,
    true as is_linkable,
    t.person_id as true_id
from conformed.person_record as p
inner join truth_record as t on p.source = t.source and p.record_id = t.record_id
where not p.is_restricted
