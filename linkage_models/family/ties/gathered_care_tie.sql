-- Every child with every adult who cares for it: role, residence, tier, weight and evidence. A child in
-- a placement lives with its foster carers, or with whom it is placed: its own parents or kin. One that is
-- not born lives where its mother does.
with placed as (
    select
        person_id,
        list(distinct address) filter (where address is not null) as addresses
    from family.placement
    where from_date <= $as_at and to_date >= $as_at
    group by person_id
),

recorded as (
    select
        r.*,
        c.is_unborn,
        p.person_id is not null as is_placed,
        coalesce(list_has_any(p.addresses, a.current_addresses), false) as is_placed_there
    from family.recorded_care_tie as r
    inner join family.person as a on r.adult_id = a.person_id
    inner join family.person as c on r.child_id = c.person_id
    left join placed as p on r.child_id = p.person_id
),

gathered as (
    select
        r.child_id,
        r.adult_id,
        r.role,
        case
            when r.lives_with or r.is_placed_there then 'with_child'
            when r.is_placed
                then case when r.role = 'foster_carer' then 'with_child' else 'elsewhere' end
            when r.shares_home or (r.is_unborn and r.role = 'mother') then 'with_child'
            when r.lives_with = false or r.has_homes then 'elsewhere'
            else 'unknown'
        end as residence,
        r.from_date,
        r.to_date,
        'P1' as tier,
        'stated by ' || replace(r.sources, '_', ' ')
        || case when r.parental_responsibility then '; has parental responsibility' else '' end
        || case
            when r.is_placed_there then '; the child is placed in this home'
            when r.shares_home then '; one home now'
            else ''
        end as evidence
    from recorded as r
    union all by name
    select
        child_id,
        adult_id,
        role,
        residence,
        'P3' as tier,
        'no source names the tie; '
        || case how
            when 'beside a parent' then 'the only adult at home who fits, beside a parent'
            when 'homes alike' then 'homes that differ by a digit or a flat, ages fit'
            else how || ', ages fit'
        end as evidence
    from family.inferred_care_tie
    union all by name
    select
        child_id,
        adult_id,
        role,
        'with_child' as residence,
        'P3' as tier,
        case when is_stated then 'stated to be the partner of a ' || beside || '; ' else '' end
        || 'one home now with the child and a ' || beside as evidence
    from family.partner_care_tie
),

one_role as (
    select *
    from gathered
    qualify row_number() over (
            partition by child_id, adult_id
            order by
                case role
                    when 'mother' then 1 when 'father' then 1 when 'parent' then 1
                    when 'step_parent' then 2 when 'guardian' then 3 when 'grandparent_carer' then 4
                    when 'foster_carer' then 5 else 6
                end,
                tier
        ) = 1
)

select
    o.child_id,
    o.adult_id,
    o.role,
    o.residence,
    o.from_date,
    o.to_date,
    o.tier,
    p.match_weight,
    o.evidence
    || case when p.mw_contact_point > 0 then '; a phone or e-mail address in common' else '' end
    || case when p.mw_family_name > 0 then '; family names agree' else '' end
    || case
        when mentions_child(a.mentions, c.given_names, c.birth)
            then '; a note mentions a child of this name'
        when a.is_said_to_be_parent then '; said to have children'
        else ''
    end as evidence
from one_role as o
inner join family.person as c on o.child_id = c.person_id
inner join family.person as a on o.adult_id = a.person_id
left join family.pair as p
    on
        least(o.child_id, o.adult_id) = least(p.person_id_l, p.person_id_r)
        and greatest(o.child_id, o.adult_id) = greatest(p.person_id_l, p.person_id_r)
