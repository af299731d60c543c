-- Records on their true persons. A record that the truth does not cover goes with those that it was
-- found with, if any of them is covered.
with known as (
    select
        p.person_id as found_id,
        p.source,
        p.record_id,
        p.is_linkable,
        coalesce(t.person_id, f.true_id) as true_id
    from linkage.found_person_record as p
    left join true_record as t on p.source = t.source and p.record_id = t.record_id
    left join true_of_found as f on p.person_id = f.found_id
)

select
    dense_rank() over (order by true_id, case when true_id is null then found_id end) as person_id,
    source,
    record_id,
    is_linkable
from known
