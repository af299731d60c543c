-- Children who are given an adult who does not care for them, of all children found.
with found_tie as (
    select distinct
        c.true_id as child_id,
        a.true_id as adult_id
    from family.care_tie as t
    inner join found_person as c on t.child_id = c.found_id
    inner join found_person as a on t.adult_id = a.found_id
),

child as (
    select distinct f.true_id as child_id
    from family.dependent_child as d
    inner join found_person as f on d.child_id = f.found_id
    semi join truth_unit as u on f.true_id = u.child_id
),

wrong as (
    select distinct f.child_id
    from found_tie as f
    anti join truth_care_tie as t on f.child_id = t.child_id and f.adult_id = t.adult_id
)

select (select count(*) from wrong as w semi join child as c on w.child_id = c.child_id) / count(*) as share
from child
