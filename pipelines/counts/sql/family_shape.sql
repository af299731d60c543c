-- How large a family is, and how many parents live with a child of it: mother, father, parent or step-parent.
with at_home as (
    select
        unit_id,
        count(*) as parents
    from family.member
    where role in ('mother', 'father', 'parent', 'step_parent') and residence = 'with_child'
    group by unit_id
)

select
    u.unit_id,
    case when u.child_count >= 4 then '4 or more' else u.child_count::varchar end as children,
    case when h.parents = 1 then 'one' when h.parents > 1 then 'two or more' else 'none known' end
        as parents_at_home
from family.unit as u
left join at_home as h on u.unit_id = h.unit_id
