-- Members of known units who are in none tonight because they are not delivered, or not as children,
-- until they are forgotten. Children who grew up or died are remembered in no unit. Who is absent
-- follows where most children of the unit went when it ended.
with went as (
    select
        l.unit_key as known_key,
        n.unit_key,
        n.key_since,
        count(*) as children,
        min(m.person_id) as lowest
    from family.last_unit_identity as l
    inner join family.known_person as k on l.person_key = k.person_key
    inner join family.member as m
        on k.person_id = m.person_id and m.role in ('child', 'unborn_child')
    inner join family.unit_key as n on m.unit_id = n.unit_id
    where l.is_child and l.unit_key not in (select u.unit_key from family.unit_key as u)
    group by l.unit_key, n.unit_key, n.key_since
),

followed as (
    select
        known_key,
        arg_min(unit_key, (-children, lowest)) as unit_key,
        arg_min(key_since, (-children, lowest)) as key_since
    from went
    group by known_key
),

absent as (
    select
        l.is_child,
        l.expected_on,
        l.carers,
        l.last_seen,
        coalesce(n.person_key, l.person_key) as person_key,
        coalesce(f.unit_key, l.unit_key) as unit_key,
        coalesce(f.key_since, l.key_since) as key_since,
        case
            when f.known_key is not null
                then struct_pack(unit_key := l.unit_key, key_since := l.key_since)
            when l.ended_key is not null
                then struct_pack(unit_key := l.ended_key, key_since := l.ended_key_since)
        end as ended
    from family.last_unit_identity as l
    left join family.known_person as k on l.person_key = k.person_key
    left join linkage.person_key as n on k.person_id = n.person_id
    left join followed as f on l.unit_key = f.known_key
    left join family.person as p on k.person_id = p.person_id
    where
        l.last_seen >= $remembered_since
        and coalesce(n.person_key, l.person_key) in (select i.person_key from linkage.identity as i)
        and coalesce(p.is_child, true)
        and not coalesce(p.is_dead, false)
        and (l.is_child or k.person_id is null)
)

-- One row for those who are one person now, and none for a child that is in a unit.
select
    a.person_key,
    a.unit_key,
    a.is_child,
    min(a.key_since) as key_since,
    max(a.expected_on) as expected_on,
    max(a.carers) as carers,
    max(a.last_seen) as last_seen,
    max(a.ended) as ended
from absent as a
anti join family.member_tonight as p on a.person_key = p.person_key and a.is_child = p.is_child
group by a.person_key, a.unit_key, a.is_child
