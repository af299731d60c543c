-- The members of tonight's units under their keys, with what the next night needs of a child. A child
-- whose unit was joined with another keeps the key that ended beside the one it has.
with carers as (
    select
        t.child_id,
        list(distinct k.person_key order by k.person_key) as carers
    from family.care_tie as t
    inner join linkage.person_key as k on t.adult_id = k.person_id
    where t.role <> 'foster_carer'
    group by t.child_id
),

-- The unit of each of tonight's children when it was last in one, by the key it had then.
was_in as (
    select
        k.person_id,
        arg_max(
            case
                when l.unit_key in (select u.unit_key from family.unit_key as u)
                    then struct_pack(unit_key := l.ended_key, key_since := l.ended_key_since)
                else struct_pack(unit_key := l.unit_key, key_since := l.key_since)
            end,
            (k.is_direct, l.unit_key)
        ) as ended
    from family.last_unit_identity as l
    inner join family.known_person as k on l.person_key = k.person_key
    where l.is_child and k.person_id is not null
    group by k.person_id
)

select distinct
    p.person_key,
    u.unit_key,
    u.key_since,
    m.role in ('child', 'unborn_child') as is_child,
    case when m.role = 'unborn_child' then d.birth end as expected_on,
    case when m.role in ('child', 'unborn_child') then coalesce(c.carers, []) end as carers,
    case
        when m.role in ('child', 'unborn_child') then list_sort(list_distinct(d.home))
    end as homes,
    case
        when m.role in ('child', 'unborn_child') and w.ended.unit_key <> u.unit_key then w.ended
    end as ended
from family.member as m
inner join family.unit_key as u on m.unit_id = u.unit_id
inner join linkage.person_key as p on m.person_id = p.person_id
left join family.dependent_child as d on m.person_id = d.child_id
left join carers as c on m.person_id = c.child_id
left join was_in as w on m.person_id = w.person_id
