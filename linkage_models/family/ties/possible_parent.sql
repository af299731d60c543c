-- Adults who can be the parent of a child that no source names: the ages fit, the two lived together,
-- nobody says that they are something else, and the role is vacant.
with late_parent as (
    -- A parent who has died stays the parent: whoever came after is a parent's partner.
    select
        t.to_person_id as child_id,
        case a.sex when 'F' then 'mother' when 'M' then 'father' end as role
    from family.tie as t
    inner join family.person as a on t.from_person_id = a.person_id and a.is_dead
    where t.type in ('parent_of', 'adoptive_parent_of')
),

grandparent as (
    -- Three generations in one home: the couple whose woman is past having the child are its
    -- grandparents, where a younger adult fits.
    select distinct
        a.child_id,
        a.adult_id
    from family.candidate as a
    inner join family.candidate as b on a.child_id = b.child_id and a.role <> b.role
    inner join family.candidate as m on a.child_id = m.child_id
    where
        a.shares_home
        and b.shares_home
        and m.shares_home
        and case when a.role = 'mother' then a.gap else b.gap end >= $late_mother_gap
        and abs(date_diff('month', a.adult_birth, b.adult_birth)) / 12.0 <= $couple_gap
        and least(
            date_diff('month', a.adult_birth, m.adult_birth),
            date_diff('month', b.adult_birth, m.adult_birth)
        ) / 12.0 >= $generation_gap
        and m.gap >= $least_parent_gap
),

-- A generation younger than a parent at home, and a generation older than the child only just: a
-- grown-up sister or brother.
grown_child as (
    select distinct
        a.child_id,
        a.adult_id
    from family.candidate as a
    inner join family.recorded_care_tie as r
        on a.child_id = r.child_id
            and r.role in ('mother', 'father', 'parent')
            and (r.shares_home or r.lives_with)
    inner join family.person as m on r.adult_id = m.person_id
    where a.shares_home and date_diff('month', m.birth, a.adult_birth) / 12.0 >= $generation_gap
),

-- Roles that a source has filled; a parent of unknown sex may be either.
filled as (
    select distinct
        child_id,
        unnest(case role when 'parent' then ['mother', 'father'] else [role] end) as role
    from family.recorded_care_tie
    where role in ('mother', 'father', 'parent')
)

select
    c.child_id,
    c.adult_id,
    c.role,
    c.match_weight,
    c.gap,
    c.shares_home,
    c.have_one_home,
    c.are_homes_known,
    c.shared_home,
    c.is_said_to_be_none,
    count(*) filter (where c.shares_home) over (partition by c.child_id, c.role) as at_home,
    count(*) filter (where not c.shares_home) over (partition by c.child_id, c.role) as not_at_home
from family.candidate as c
anti join family.known_otherwise as k on c.child_id = k.child_id and c.adult_id = k.adult_id
anti join grandparent as g on c.child_id = g.child_id and c.adult_id = g.adult_id
anti join late_parent as l on c.child_id = l.child_id and c.role = l.role
anti join grown_child as z on c.child_id = z.child_id and c.adult_id = z.adult_id
anti join filled as f on c.child_id = f.child_id and c.role = f.role
anti join family.recorded_care_tie as r on c.child_id = r.child_id and c.adult_id = r.adult_id
where
    c.gap >= $least_parent_gap
    and c.gap <= case c.role when 'mother' then $most_mother_gap else $most_father_gap end
    and (c.shares_home or (c.match_weight >= $family_tie_weight and (c.shared_home or c.are_homes_alike)))
