-- How many children each of tonight's units shares with each unit that is known, the best first: most
-- children, most of them under their own keys and of that unit from the first, the larger share of
-- the known unit, the older key, then most adults. Keys that ended when units were joined come last:
-- they are there again for those who part. Who shares no child shares nothing: the same adults may
-- have several families.
with member as (
    select
        unit_id,
        person_id,
        role in ('child', 'unborn_child') as is_child
    from family.member
),

known_member as (
    select
        person_key,
        is_child,
        unit_key,
        key_since,
        ended_key is null as is_from_the_first,
        false as has_ended
    from family.last_unit_identity
    union all
    select
        person_key,
        is_child,
        ended_key as unit_key,
        ended_key_since as key_since,
        true as is_from_the_first,
        true as has_ended
    from family.last_unit_identity
    where ended_key is not null and ended_key not in (select l.unit_key from family.last_unit_identity as l)
),

known_unit as (
    select
        unit_key,
        has_ended,
        min(key_since) as key_since,
        count(*) filter (where is_child) as children,
        row_number() over (order by unit_key) as key_number
    from known_member
    group by unit_key, has_ended
),

shared as (
    select
        m.unit_id,
        l.unit_key,
        count(distinct m.person_id) filter (where m.is_child) as children,
        count(*) filter (where m.is_child and k.is_direct and l.is_from_the_first) as own_children,
        count(distinct m.person_id) filter (where not m.is_child) as adults
    from known_member as l
    inner join family.known_person as k on l.person_key = k.person_key
    inner join member as m on k.person_id = m.person_id and l.is_child = m.is_child
    group by m.unit_id, l.unit_key
)

select
    s.unit_id,
    k.key_number,
    s.unit_key,
    k.key_since
from shared as s
inner join known_unit as k on s.unit_key = k.unit_key
where s.children > 0
order by
    k.has_ended,
    s.children desc,
    s.own_children desc,
    s.children / k.children desc,
    k.key_since,
    s.adults desc,
    s.unit_id,
    k.key_number
