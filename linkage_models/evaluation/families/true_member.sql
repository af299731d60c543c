-- The members of each true unit: its children, and the adults who are tied to any of them.
select
    unit_number,
    child_id as person_id
from true_child
union
select
    c.unit_number,
    t.adult_id as person_id
from true_child as c
inner join true_tie as t on c.child_id = t.child_id
