-- Care ties with every carer once: what is stated of somebody who is taken to be another holds for that
-- other. It is inferred then, because that the two are one person is.
with once as (
    select
        t.*,
        coalesce(s.adult_id, t.adult_id) as carer_id,
        s.adult_id is not null as is_of_another
    from family.gathered_care_tie as t
    left join family.same_carer as s on t.adult_id = s.also_id
)

select
    o.child_id,
    o.carer_id as adult_id,
    case
        when o.is_of_another and o.role in ('mother', 'father', 'parent')
            then case p.sex when 'F' then 'mother' when 'M' then 'father' else o.role end
        else o.role
    end as role,
    o.residence,
    o.from_date,
    o.to_date,
    case when o.is_of_another then 'P3' else o.tier end as tier,
    o.match_weight,
    o.evidence
    || case when o.is_of_another then '; under a name that is taken to be this person''s' else '' end
        as evidence
from once as o
inner join family.person as p on o.carer_id = p.person_id
qualify row_number() over (
        partition by o.child_id, o.carer_id
        order by o.is_of_another, o.tier, o.role, o.adult_id
    ) = 1
