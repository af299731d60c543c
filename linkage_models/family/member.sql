-- The members of each unit: its children, and the adults tied to any of them. A girl who is a child of the
-- unit and the mother of another is in it once.
select
    u.unit_id,
    u.child_id as person_id,
    case when d.is_unborn then 'unborn_child' else 'child' end as role,
    'with_child' as residence
from child_unit as u
inner join family.dependent_child as d on u.child_id = d.child_id

union all

select
    u.unit_id,
    t.adult_id as person_id,
    arg_min(t.role, (case t.role
        when 'mother' then 1 when 'father' then 1 when 'parent' then 1 when 'step_parent' then 2
        when 'guardian' then 3 when 'grandparent_carer' then 4 when 'other_carer' then 5 else 6
    end, t.role)) as role,
    case
        when bool_or(t.residence = 'with_child') then 'with_child'
        when bool_or(t.residence = 'elsewhere') then 'elsewhere'
        else 'unknown'
    end as residence
from child_unit as u
inner join family.care_tie as t on u.child_id = t.child_id
anti join child_unit as o on u.unit_id = o.unit_id and t.adult_id = o.child_id
group by u.unit_id, t.adult_id
