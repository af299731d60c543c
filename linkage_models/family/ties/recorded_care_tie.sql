-- Care ties that sources state, one per child, adult and role. A parent stays one; a carer's tie
-- may end. A grandparent, or a parent's partner, is a carer only where the child lives with them.
with stated as (
    select
        t.to_person_id as child_id,
        t.from_person_id as adult_id,
        case t.type
            when 'parent_of' then 'parent'
            when 'adoptive_parent_of' then 'parent'
            when 'step_parent_of' then 'step_parent'
            when 'foster_carer_of' then 'foster_carer'
            when 'guardian_of' then 'guardian'
            when 'grandparent_of' then 'grandparent_carer'
            when 'carer_of' then 'other_carer'
        end as stated_role,
        count(distinct t.source) as source_count,
        string_agg(distinct t.source, ', ' order by t.source) as sources,
        bool_or(t.parental_responsibility) as parental_responsibility,
        bool_or(t.lives_with) as lives_with,
        min(t.from_date) as from_date,
        case when bool_and(t.to_date is not null) then max(t.to_date) end as to_date
    from family.tie as t
    group by all
)

select
    s.child_id,
    s.adult_id,
    case
        when
            s.stated_role = 'parent'
            then case a.sex when 'F' then 'mother' when 'M' then 'father' else 'parent' end
        else s.stated_role
    end as role,
    s.source_count,
    s.sources,
    s.parental_responsibility,
    s.lives_with,
    s.from_date,
    s.to_date,
    coalesce(list_has_any(c.current_addresses, a.current_addresses), false) as shares_home,
    len(c.current_addresses) > 0 and len(a.current_addresses) > 0 as has_homes
from stated as s
inner join family.person as c on s.child_id = c.person_id
inner join family.person as a on s.adult_id = a.person_id
where
    s.stated_role is not null
    and c.is_child
    and not c.is_dead
    and not a.is_dead
    and not coalesce(a.is_unborn, false)
    -- A child may be a mother or father, and is nobody's carer else.
    and (s.stated_role = 'parent' or not coalesce(a.is_child, false))
    and (s.stated_role = 'parent' or s.to_date is null or s.to_date >= $as_at)
    and case
        when s.stated_role in ('grandparent_carer', 'other_carer')
            then coalesce(s.lives_with, list_has_any(c.current_addresses, a.current_addresses), false)
        -- The partner of a parent belongs to the family of the child at home.
        when s.stated_role = 'step_parent'
            then coalesce(
                    s.lives_with,
                    len(c.current_addresses) = 0
                    or len(a.current_addresses) = 0
                    or list_has_any(c.current_addresses, a.current_addresses)
                )
        else true
    end
