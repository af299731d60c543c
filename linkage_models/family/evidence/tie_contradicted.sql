-- Stated parents whom other ties contradict. Two mothers whom one source names are two mothers, and so
-- are two who live together or are partners; where sources differ, a third thing has to speak for one.
with fit as (
    select *
    from family.stated_tie
    where reason is null
),

both_ways as (
    select distinct
        a.from_person_id,
        a.to_person_id
    from fit as a
    inner join fit as b on a.from_person_id = b.to_person_id and a.to_person_id = b.from_person_id
    where
        a.type in ('parent_of', 'adoptive_parent_of')
        and b.type in ('parent_of', 'adoptive_parent_of')
),

adopter as (
    select distinct
        from_person_id as adopter_id,
        to_person_id as child_id
    from fit
    where type = 'adoptive_parent_of'
),

mother as (
    select
        t.to_person_id as child_id,
        t.from_person_id as parent_id,
        list(distinct t.source) as sources,
        coalesce(bool_or(t.parental_responsibility), false) as is_responsible,
        coalesce(bool_or(t.lives_with), false) as is_said_to_live_there
    from fit as t
    inner join linkage.person as p on t.from_person_id = p.person_id and p.sex = 'F'
    where t.type = 'parent_of'
    group by t.to_person_id, t.from_person_id
),

of_several as (
    select *
    from mother
    qualify count(*) over (partition by child_id) > 1
),

-- Parents whose tie is looked into: where they live matters.
looked_into as (
    select
        child_id,
        parent_id
    from of_several
    union
    select
        t.to_person_id as child_id,
        t.from_person_id as parent_id
    from fit as t
    inner join adopter as a on t.to_person_id = a.child_id
    where t.type = 'parent_of'
),

at_home as (
    select distinct
        l.child_id,
        l.parent_id
    from looked_into as l
    inner join family.presence as c on l.child_id = c.person_id and c.to_date >= $as_at
    inner join family.presence as p
        on l.parent_id = p.person_id and c.address = p.address and p.to_date >= $as_at
    anti join family.place_said as s
        on c.address = s.address and (s.is_restricted or s.said is not null)
),

couple as (
    select
        from_person_id as one_id,
        to_person_id as other_id
    from fit
    where type = 'partner_of'
    union
    select
        to_person_id as one_id,
        from_person_id as other_id
    from fit
    where type = 'partner_of'
),

standing as (
    select
        m.*,
        len(m.sources) as source_count,
        m.is_said_to_live_there or h.child_id is not null as lives_there
    from of_several as m
    left join at_home as h on m.child_id = h.child_id and m.parent_id = h.parent_id
),

second_mother as (
    select distinct
        a.parent_id as from_person_id,
        a.child_id as to_person_id
    from standing as a
    inner join standing as b on a.child_id = b.child_id and a.parent_id <> b.parent_id
    anti join couple as k on a.parent_id = k.one_id and b.parent_id = k.other_id
    where
        not list_has_any(a.sources, b.sources)
        and not a.lives_there and b.lives_there
        and b.source_count >= a.source_count
        and b.is_responsible >= a.is_responsible
),

-- Adopters and their partners: a step-parent's adoption leaves the other parent one.
parent_now as (
    select
        child_id,
        adopter_id as parent_id
    from adopter
    union
    select
        d.child_id,
        k.other_id as parent_id
    from adopter as d
    inner join couple as k on d.adopter_id = k.one_id
),

before_adoption as (
    select distinct
        t.from_person_id,
        t.to_person_id
    from fit as t
    inner join adopter as d on t.to_person_id = d.child_id
    anti join parent_now as n on t.to_person_id = n.child_id and t.from_person_id = n.parent_id
    anti join at_home as h on t.to_person_id = h.child_id and t.from_person_id = h.parent_id
    where t.type = 'parent_of' and not coalesce(t.lives_with, false)
),

contradicted as (
    select
        *,
        'each is said to be the parent of the other' as reason
    from both_ways
    union all
    select
        *,
        'of the time before an adoption' as reason
    from before_adoption
    union all
    select
        *,
        'another mother lives with the child' as reason
    from second_mother
)

select
    from_person_id,
    to_person_id,
    min(reason) as reason
from contradicted
group by from_person_id, to_person_id
