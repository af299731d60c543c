-- Carers of one child who are taken to be one person: one is known only as somebody's contact, without a
-- birth date, and is to the child what the other is, or to its sister at home. Their names are alike, also
-- swapped; or sex and family name agree and they share a home or a phone. A child has one mother and one
-- father: a second of one family name in one home is nearly always known by another given name. Whom one
-- source names beside the other, or ties to the other, is somebody else; so is who could be two adults.
with known as (
    select
        m.person_id,
        bool_and(not r.is_client) as is_contact
    from linkage.person_record as m
    inner join conformed.person_record as r on m.source = r.source and m.record_id = r.record_id
    group by m.person_id
),

naming as (
    select
        from_person_id as adult_id,
        to_person_id as child_id,
        list(distinct source) as sources
    from family.tie
    group by from_person_id, to_person_id
),

parental as (
    select
        t.child_id,
        t.adult_id,
        k.is_contact and p.date_of_birth is null as is_only_named,
        coalesce(n.sources, []) as sources
    from family.gathered_care_tie as t
    inner join family.person as p on t.adult_id = p.person_id
    inner join known as k on t.adult_id = k.person_id
    left join naming as n on t.adult_id = n.adult_id and t.child_id = n.child_id
    where t.role in ('mother', 'father', 'parent', 'step_parent')
),

-- Each child beside itself, and beside each with whom it shares a carer and a home.
sibling as (
    select
        child_id,
        child_id as other_id
    from parental
    union
    select
        a.child_id,
        b.child_id as other_id
    from parental as a
    inner join parental as b on a.adult_id = b.adult_id
    inner join family.person as c on a.child_id = c.person_id
    inner join family.person as o on b.child_id = o.person_id
    where list_has_any(c.current_addresses, o.current_addresses)
),

beside as (
    select distinct
        a.adult_id,
        b.adult_id as also_id
    from parental as a
    inner join sibling as s on a.child_id = s.child_id
    inner join parental as b on s.other_id = b.child_id
    where
        b.is_only_named
        and a.adult_id <> b.adult_id
        and (not a.is_only_named or a.adult_id < b.adult_id)
        and not (a.child_id = b.child_id and list_has_any(a.sources, b.sources))
),

alike as (
    select
        s.adult_id,
        s.also_id,
        coalesce(a.sex = b.sex, false) as has_one_sex,
        coalesce(
            list_has_any(a.current_addresses, b.current_addresses)
            or list_has_any(a.contact_points, b.contact_points),
            false
        ) as is_close,
        any_alike(a.given_names, b.given_names, $alike) as is_called_alike,
        any_alike(a.family_names, b.family_names, $alike) as is_of_one_name,
        any_alike(a.given_names, b.family_names, $alike) and any_alike(a.family_names, b.given_names, $alike)
            as is_swapped
    from beside as s
    inner join family.person as a on s.adult_id = a.person_id
    inner join family.person as b on s.also_id = b.person_id
),

stated as (
    select
        from_person_id as adult_id,
        to_person_id as also_id
    from family.tie
    union
    select
        to_person_id as adult_id,
        from_person_id as also_id
    from family.tie
),

same as (
    select
        l.adult_id,
        l.also_id
    from alike as l
    anti join stated as s on l.adult_id = s.adult_id and l.also_id = s.also_id
    where
        l.is_swapped
        or (l.is_called_alike and (l.is_of_one_name or l.is_close))
        or (l.is_of_one_name and l.has_one_sex and l.is_close)
    qualify count(*) over (partition by l.also_id) = 1
)

select
    s.adult_id,
    s.also_id
from same as s
anti join same as o on s.adult_id = o.also_id
