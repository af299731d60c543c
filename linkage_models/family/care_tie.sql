-- Every child with every adult who cares for it: role, residence, tier, weight and evidence.
with gathered as (
    select
        child_id,
        adult_id,
        role,
        case
            when coalesce(lives_with, false) or shares_home then 'with_child'
            when lives_with = false or has_homes then 'elsewhere'
            else 'unknown'
        end as residence,
        from_date,
        to_date,
        'P1' as tier,
        'stated by ' || sources
        || case when parental_responsibility then '; has parental responsibility' else '' end
        || case when shares_home then '; one home now' else '' end as evidence
    from family.recorded_care_tie
    union all by name
    select
        child_id,
        adult_id,
        role,
        'with_child' as residence,
        'P3' as tier,
        'no source names the tie; one home now, ages fit' as evidence
    from family.inferred_care_tie
    union all by name
    select
        child_id,
        adult_id,
        role,
        'with_child' as residence,
        'P3' as tier,
        case when is_stated then 'stated to be the partner of a parent; ' else '' end
        || 'one home now with the child and a parent' as evidence
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
from one_role as o
left join family.pair as p
    on
        least(o.child_id, o.adult_id) = least(p.person_id_l, p.person_id_r)
        and greatest(o.child_id, o.adult_id) = greatest(p.person_id_l, p.person_id_r)
