-- Whether each true unit was found exactly: one found unit holds its children, and each member of the
-- one is a member of the other, found once. A person found in two parts makes it inexact.
with of_its_children as (
    select distinct
        c.unit_number,
        m.found_unit
    from true_child as c
    inner join found_member as m on c.child_id = m.true_id
    where c.has_unit and m.is_child
),

only_one as (
    select
        unit_number,
        min(found_unit) as found_unit
    from of_its_children
    group by unit_number
    having count(*) = 1
),

compared as (
    select
        o.unit_number,
        count(distinct f.found_id) as found_members,
        count(distinct t.person_id) as shared_members
    from only_one as o
    inner join found_member as f on o.found_unit = f.found_unit
    left join true_member as t on o.unit_number = t.unit_number and f.true_id = t.person_id
    group by o.unit_number
),

true_size as (
    select
        unit_number,
        count(*) as members
    from true_member
    group by unit_number
),

type_of_unit as (
    select
        unit_number,
        family_type
    from true_child
    where has_unit
    group by unit_number, family_type
    qualify row_number() over (partition by unit_number order by count(*) desc, family_type) = 1
)

select
    u.unit_number,
    u.family_type,
    coalesce(c.found_members = t.members and c.shared_members = t.members, false) as is_exact
from type_of_unit as u
inner join true_size as t on u.unit_number = t.unit_number
left join compared as c on u.unit_number = c.unit_number
