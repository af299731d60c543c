-- One row per dependent child: what is open for it, what schools and social care note of it, whether a parent
-- or carer of it is open to mental health, and the cells that it is counted in.
with stage as (
    select
        person_id,
        bool_or(kind = 'child_protection') as is_on_plan,
        bool_or(kind = 'looked_after') as is_looked_after,
        bool_or(kind = 'child_in_need') as is_in_need,
        bool_or(kind in ('child_protection', 'looked_after', 'child_in_need')) as is_in_social_care,
        bool_or(service = 'early_help') as is_in_early_help,
        bool_or(service = 'special_educational_needs') as has_special_needs,
        min(start_date) filter (where kind in ('child_protection', 'looked_after', 'child_in_need'))
            as in_social_care_since
    from counts.open_involvement
    where service in ('childrens_social_care', 'early_help', 'special_educational_needs')
    group by person_id
),

of_patient as (
    select
        t.child_id,
        min(t.tier) as tier
    from family.care_tie as t
    semi join counts.adult as a on t.adult_id = a.person_id
    where t.role <> 'foster_carer'
    group by t.child_id
),

known as (
    select
        d.child_id,
        m.unit_id,
        d.is_unborn,
        case
            when d.is_unborn then 'unborn'
            when d.birth > $as_at - interval 5 year then '0 to 4'
            when d.birth > $as_at - interval 10 year then '5 to 9'
            when d.birth > $as_at - interval 16 year then '10 to 15'
            else '16 to 17'
        end as age_band,
        coalesce(s.is_on_plan, false) as is_on_plan,
        coalesce(s.is_looked_after, false) as is_looked_after,
        coalesce(s.is_in_need, false) as is_in_need,
        coalesce(s.is_in_early_help, false) as is_in_early_help,
        coalesce(s.has_special_needs, false) as has_special_needs,
        coalesce(s.is_in_social_care, false) as is_in_social_care,
        coalesce(n.is_young_carer, false) as is_young_carer,
        coalesce(n.is_persistently_absent, false) as is_persistently_absent,
        coalesce(n.is_suspended, false) as is_suspended,
        coalesce(n.has_free_meals, false) as has_free_meals,
        coalesce(n.parents_health_noted_on >= s.in_social_care_since, false) as is_parents_health_noted,
        p.tier as patient_tier,
        p.child_id is not null as has_patient_parent
    from family.dependent_child as d
    inner join family.member as m on d.child_id = m.person_id and m.role in ('child', 'unborn_child')
    left join stage as s on d.child_id = s.person_id
    left join counts.noted as n on d.child_id = n.person_id
    left join of_patient as p on d.child_id = p.child_id
)

select
    k.*,
    t.is_pupil,
    list_concat(
        [
            {'breakdown': 'total', 'category': 'all'},
            {'breakdown': 'ethnic_group', 'category': t.ethnic_group},
            {'breakdown': 'ward', 'category': l.ward},
            {'breakdown': 'imd_decile', 'category': l.imd_decile},
            {'breakdown': 'children', 'category': f.children},
            {'breakdown': 'parents_at_home', 'category': f.parents_at_home}
        ],
        -- Nobody knows these of a child that is not born.
        case
            when k.is_unborn then []
            else [
                    {'breakdown': 'age_band', 'category': k.age_band},
                    {'breakdown': 'sex', 'category': t.sex},
                    {'breakdown': 'age_sex', 'category': k.age_band || '|' || t.sex},
                    {'breakdown': 'practice', 'category': t.practice},
                    {'breakdown': 'school', 'category': t.school}
                ]
        end
    ) as cells
from known as k
inner join counts.place as l on k.child_id = l.person_id
inner join counts.trait as t on k.child_id = t.person_id
inner join counts.family_shape as f on k.unit_id = f.unit_id
