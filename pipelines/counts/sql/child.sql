-- One row per dependent child: stages open, whose parent or carer is open to mental health.
with stage as (
    select
        person_id,
        bool_or(kind = 'child_protection') as is_on_plan,
        bool_or(kind = 'looked_after') as is_looked_after,
        bool_or(kind = 'child_in_need') as is_in_need,
        bool_or(service = 'early_help') as is_in_early_help,
        bool_or(service = 'special_educational_needs') as has_special_needs
    from counts.open_involvement
    group by person_id
),

patient as (
    select distinct o.person_id
    from counts.open_involvement as o
    inner join family.person as p on o.person_id = p.person_id
    where o.service = 'adult_mental_health' and not coalesce(p.is_child, false)
),

parent_in_care as (
    select
        t.child_id,
        list_sort(list(distinct t.tier)) as tiers
    from family.care_tie as t
    inner join patient as a on t.adult_id = a.person_id
    where t.role <> 'foster_carer'
    group by t.child_id
)

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
    p.child_id is not null as has_patient_parent,
    list_filter(
        [
            {'breakdown': 'total', 'category': 'all'},
            {'breakdown': 'age_band', 'category': age_band},
            {'breakdown': 'ward', 'category': l.ward},
            {'breakdown': 'imd_decile', 'category': l.imd_decile}
        ],
        lambda c: not (d.is_unborn and c.breakdown = 'age_band')
    ) as cells
from family.dependent_child as d
inner join family.member as m on d.child_id = m.person_id and m.role in ('child', 'unborn_child')
inner join counts.place as l on d.child_id = l.person_id
left join stage as s on d.child_id = s.person_id
left join parent_in_care as p on d.child_id = p.child_id
