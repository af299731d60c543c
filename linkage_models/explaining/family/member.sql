-- The members of a unit, the eldest first. The home of a child is the one its unit was made by.
with own_record as (
    select
        m.person_id,
        list(
            struct_pack(source := r.source, record_id := r.record_id)
            order by r.source, r.record_id
        ) as records
    from family.member as m
    inner join linkage.person_record as r on m.person_id = r.person_id
    where m.unit_id = $unit_id
    group by m.person_id
)

select
    m.person_id,
    m.role,
    m.residence,
    p.birth,
    coalesce(c.home, p.current_addresses, []) as places,
    coalesce(c.parents, []) as parents,
    r.records
from family.member as m
inner join family.person as p on m.person_id = p.person_id
inner join own_record as r on m.person_id = r.person_id
left join family.dependent_child as c on m.person_id = c.child_id and m.role in ('child', 'unborn_child')
where m.unit_id = $unit_id
order by p.birth nulls last, m.person_id
