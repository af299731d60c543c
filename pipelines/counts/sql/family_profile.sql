-- One row per family unit: which targeted services are open for any member, foster carers aside, what is so
-- of a child or parent of it, and the cells that it is counted in: those of its youngest child that is born.
with service_open as (
    select
        m.unit_id,
        list_sort(list(distinct o.service)) as services
    from family.member as m
    inner join counts.open_service as o on m.person_id = o.person_id
    where m.role <> 'foster_carer' and list_contains($targeted, o.service)
    group by m.unit_id
),

of_parent as (
    select distinct m.unit_id
    from family.member as m
    semi join counts.adult as a on m.person_id = a.person_id
    where m.role in ('mother', 'father', 'parent')
),

of_children as (
    select
        c.unit_id,
        arg_max(c.child_id, (not c.is_unborn, d.birth, c.child_id)) as youngest_id,
        bool_or(c.has_patient_parent and not c.is_unborn) as has_child_of_patient,
        bool_or(c.has_patient_parent and not c.is_unborn and (c.is_in_need or c.is_on_plan))
            as has_child_of_patient_in_need,
        list_sort(list(distinct t.school) filter (where t.is_pupil)) as schools
    from counts.child as c
    inner join family.dependent_child as d on c.child_id = d.child_id
    inner join counts.trait as t on c.child_id = t.person_id
    group by c.unit_id
)

select
    u.unit_id,
    coalesce(s.services, []) as services,
    list_has_all(coalesce(s.services, []), ['adult_mental_health', 'childrens_social_care']) as is_joint,
    o.has_child_of_patient,
    o.has_child_of_patient_in_need,
    p.unit_id is not null as has_patient_parent,
    [
        {'breakdown': 'total', 'category': 'all'},
        {'breakdown': 'ward', 'category': l.ward},
        {'breakdown': 'imd_decile', 'category': l.imd_decile},
        {'breakdown': 'ethnic_group', 'category': t.ethnic_group},
        {'breakdown': 'practice', 'category': t.practice},
        {'breakdown': 'children', 'category': f.children},
        {'breakdown': 'parents_at_home', 'category': f.parents_at_home},
        {'breakdown': 'age_of_youngest', 'category': c.age_band}
    ] as cells,
    -- A family with children in two schools is counted in both.
    list_transform(coalesce(o.schools, []), lambda n: {'breakdown': 'family_school', 'category': n})
        as school_cells
from family.unit as u
inner join of_children as o on u.unit_id = o.unit_id
inner join counts.child as c on o.youngest_id = c.child_id
inner join counts.place as l on o.youngest_id = l.person_id
inner join counts.trait as t on o.youngest_id = t.person_id
inner join counts.family_shape as f on u.unit_id = f.unit_id
left join service_open as s on u.unit_id = s.unit_id
left join of_parent as p on u.unit_id = p.unit_id
