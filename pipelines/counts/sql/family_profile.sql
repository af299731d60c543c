-- One row per family unit: which targeted services are open for any member, foster carers aside.
with service_open as (
    select
        m.unit_id,
        list_sort(list(distinct o.service)) as services
    from family.member as m
    inner join counts.open_involvement as o on m.person_id = o.person_id
    where
        m.role <> 'foster_carer'
        and list_contains($targeted, o.service)
        -- A referral to social care is no stage of it until it is accepted.
        and not (o.service = 'childrens_social_care' and o.kind = 'referral')
    group by m.unit_id
),

youngest as (
    select
        c.unit_id,
        arg_max(c.child_id, (d.birth, c.child_id)) as child_id
    from counts.child as c
    inner join family.dependent_child as d on c.child_id = d.child_id
    group by c.unit_id
)

select
    u.unit_id,
    u.child_count,
    coalesce(s.services, []) as services,
    [
        {'breakdown': 'total', 'category': 'all'},
        {'breakdown': 'ward', 'category': l.ward},
        {'breakdown': 'imd_decile', 'category': l.imd_decile},
        {
            'breakdown': 'children',
            'category': case when u.child_count >= 4 then '4 or more' else u.child_count::varchar end
        }
    ] as cells
from family.unit as u
inner join youngest as y on u.unit_id = y.unit_id
inner join counts.place as l on y.child_id = l.person_id
left join service_open as s on u.unit_id = s.unit_id
