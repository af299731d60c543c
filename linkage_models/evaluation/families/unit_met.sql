-- Which true and found units share a member: an error is about all of them together.
with numbered as (
    select
        true_id,
        dense_rank() over (order by found_unit) - 1 as found_number
    from found_member
)

select distinct
    t.unit_number,
    f.found_number
from true_member as t
inner join numbered as f on t.person_id = f.true_id
order by t.unit_number, f.found_number
