-- Who is something else to a child than its parent, by what sources state: a relative of it of another
-- kind, a relative of a parent of it, or a parent's partner to a source whose client the child is. That
-- somebody is OTHER to a child is what a school writes of parents too.
with kin as (
    select
        from_person_id as one_id,
        to_person_id as other_id,
        source,
        type
    from family.tie
    union
    select
        to_person_id as one_id,
        from_person_id as other_id,
        source,
        type
    from family.tie
),

client as (
    select distinct
        m.person_id,
        m.source
    from linkage.person_record as m
    inner join conformed.person_record as p on m.source = p.source and m.record_id = p.record_id
    where p.is_client
),

found as (
    select
        one_id as child_id,
        other_id as adult_id,
        type = 'step_parent_of' as is_partner
    from kin
    where type in ('step_parent_of', 'grandparent_of', 'sibling_of')
    union all
    select
        to_person_id as child_id,
        from_person_id as adult_id,
        type = 'step_parent_of' and reason <> 'ended' as is_partner
    from family.tie_set_aside
    where reason in (
            'ended', 'of a professional', 'of the time before an adoption',
            'another mother lives with the child'
        )
    union all
    select
        r.child_id,
        k.other_id as adult_id,
        k.type = 'partner_of' as is_partner
    from family.recorded_care_tie as r
    inner join kin as k on r.adult_id = k.one_id
    left join client as c on r.child_id = c.person_id and k.source = c.source
    where
        r.role in ('mother', 'father', 'parent')
        and (
            k.type in ('parent_of', 'adoptive_parent_of', 'grandparent_of', 'sibling_of')
            or (k.type = 'partner_of' and c.person_id is not null)
        )
)

select
    child_id,
    adult_id,
    bool_or(is_partner) as is_partner
from found
group by child_id, adult_id
