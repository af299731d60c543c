-- Child-centred B-cubed: of each true child's family, how many members were found, and how many
-- of those found belong. A child that was not found at all counts as nothing found.
with true_unit as (
    select
        c.person_id as child_id,
        m.person_id as member_id
    from truth_member as c
    inner join truth_member as m on c.unit_id = m.unit_id
    where c.role in ('child', 'unborn_child')
),

found_unit as (
    select distinct
        f.true_id as child_id,
        g.true_id as member_id
    from family.member as c
    inner join family.member as m on c.unit_id = m.unit_id
    inner join found_person as f on c.person_id = f.found_id
    inner join found_person as g on m.person_id = g.found_id
    where c.role in ('child', 'unborn_child')
),

sizes as (
    select
        t.child_id,
        count(*) as true_members,
        count(f.member_id) as shared_members,
        (select count(*) from found_unit as u where u.child_id = t.child_id) as found_members
    from true_unit as t
    left join found_unit as f on t.child_id = f.child_id and t.member_id = f.member_id
    group by t.child_id
),

averages as (
    select
        avg(shared_members / found_members) filter (where found_members > 0) as precision,
        avg(shared_members / true_members) as recall,
        avg((true_members = shared_members and found_members = shared_members)::integer) as exact_for_child
    from sizes
)

select
    precision,
    recall,
    2 * precision * recall / (precision + recall) as f1,
    exact_for_child
from averages
