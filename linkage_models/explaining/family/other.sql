-- Who lives with a unit's children and is no member, the eldest first.
with own_record as (
    select
        m.person_id,
        list(
            struct_pack(source := r.source, record_id := r.record_id)
            order by r.source, r.record_id
        ) as records
    from family.other_household_member as m
    inner join linkage.person_record as r on m.person_id = r.person_id
    where m.unit_id = $unit_id
    group by m.person_id
)

select
    m.person_id,
    p.birth,
    coalesce(p.current_addresses, []) as places,
    r.records
from family.other_household_member as m
inner join family.person as p on m.person_id = p.person_id
inner join own_record as r on m.person_id = r.person_id
where m.unit_id = $unit_id
order by p.birth nulls last, m.person_id
