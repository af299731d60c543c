-- The records that are judged: labelled, in the data, and not withheld.
select
    t.source,
    t.record_id,
    t.person_id,
    t.household_id,
    dense_rank() over (order by t.person_id) - 1 as true_id
from received.truth as t
inner join conformed.person_record as r on t.source = r.source and t.record_id = r.record_id
where t.person_id is not null and not r.is_restricted and not coalesce(given_flag(t.excluded), false)
