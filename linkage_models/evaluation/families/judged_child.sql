-- What was found of each true child: the members of its family, its ties, adults who are none of its.
-- Ties are judged where both ends are in any source; members also where nobody holds a record of them.
with seen as (
    select distinct true_id from person_met
),

found_family as (
    select distinct
        c.true_id as child_id,
        m.true_id as member_id
    from found_member as c
    inner join found_member as m on c.found_unit = m.found_unit
    where c.is_child
),

found_size as (
    select
        child_id,
        count(*) as members
    from found_family
    group by child_id
),

true_size as (
    select
        m.unit_number,
        count(*) as members,
        count(s.true_id) as seen_members
    from true_member as m
    left join seen as s on m.person_id = s.true_id
    group by m.unit_number
),

shared_size as (
    select
        c.child_id,
        count(*) as members
    from true_child as c
    inner join found_family as f on c.child_id = f.child_id
    inner join true_member as m on c.unit_number = m.unit_number and f.member_id = m.person_id
    group by c.child_id
),

found_tie as (
    select
        c.true_id as child_id,
        a.true_id as adult_id,
        list(distinct t.role) as roles,
        list(distinct t.residence) as residences
    from family.care_tie as t
    inner join true_of_found as c on t.child_id = c.found_id
    inner join true_of_found as a on t.adult_id = a.found_id
    group by c.true_id, a.true_id
),

judged_tie as (
    select
        t.child_id,
        t.role,
        t.role in ('mother', 'father', 'parent') as is_parent,
        f.adult_id is not null as is_found,
        f.adult_id is not null and t.residence in ('with_child', 'elsewhere') as has_residence,
        list_contains(f.roles, t.role) as is_role,
        list_contains(f.residences, t.residence) as is_residence
    from true_tie as t
    semi join seen as a on t.adult_id = a.true_id
    semi join seen as c on t.child_id = c.true_id
    left join found_tie as f on t.child_id = f.child_id and t.adult_id = f.adult_id
),

tie_sum as (
    select
        child_id,
        count(*) filter (where is_parent) as parents,
        count(*) filter (where is_parent and is_found) as found_parents,
        count(*) filter (where role = 'mother') as mothers,
        count(*) filter (where role = 'mother' and is_found) as found_mothers,
        count(*) filter (where role = 'father') as fathers,
        count(*) filter (where role = 'father' and is_found) as found_fathers,
        count(*) filter (where is_found) as found_ties,
        count(*) filter (where is_found and is_role) as ties_of_role,
        count(*) filter (where has_residence) as ties_with_residence,
        count(*) filter (where has_residence and is_residence) as ties_of_residence
    from judged_tie
    group by child_id
),

found_child as (
    select distinct f.true_id as child_id
    from family.dependent_child as d
    inner join true_of_found as f on d.child_id = f.found_id
),

wrong as (
    select distinct f.child_id
    from found_tie as f
    anti join true_tie as t on f.child_id = t.child_id and f.adult_id = t.adult_id
)

select
    c.child_id,
    c.unit_number,
    c.has_unit,
    c.family_type,
    d.child_id is not null as is_found,
    d.child_id is not null and w.child_id is not null as has_wrong_adult,
    t.members as true_members,
    t.seen_members,
    coalesce(f.members, 0) as found_members,
    coalesce(s.members, 0) as shared_members,
    k.parents,
    k.found_parents,
    k.mothers,
    k.found_mothers,
    k.fathers,
    k.found_fathers,
    k.found_ties,
    k.ties_of_role,
    k.ties_with_residence,
    k.ties_of_residence
from true_child as c
inner join true_size as t on c.unit_number = t.unit_number
left join found_size as f on c.child_id = f.child_id
left join shared_size as s on c.child_id = s.child_id
left join found_child as d on c.child_id = d.child_id
left join wrong as w on c.child_id = w.child_id
left join tie_sum as k on c.child_id = k.child_id
