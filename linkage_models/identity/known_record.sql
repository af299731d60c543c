-- Every record of tonight and of the night before, with its person's key on either; null where it was
-- not known, or is not delivered.
with tonight as (
    select
        i.source,
        i.record_id,
        i.person_key,
        r.record_number
    from linkage.identity as i
    left join linkage.record as r on i.source = r.source and i.record_id = r.record_id
    where i.is_present
)

select
    n.record_number,
    b.person_key as key_before,
    b.is_present as was_present,
    n.person_key as key_now
from linkage.last_person_record as b
full join tonight as n on b.source = n.source and b.record_id = n.record_id
