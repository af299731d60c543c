-- Every record that is judged with its true and its found person; one that was not found is alone.
select
    t.source,
    t.record_id,
    t.true_id,
    dense_rank() over (
        order by
            coalesce('found ' || cast(f.person_id as varchar), 'alone ' || t.source || '/' || t.record_id)
    ) - 1 as found_id
from labelled.truth as t
left join found_person as f on t.source = f.source and t.record_id = f.record_id
