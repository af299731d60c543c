-- The members of every unit under its key: tonight's, and those known who are in no unit because they
-- are not delivered, or not as children, until they are forgotten. Children who grew up or died are
-- remembered in no unit. Who is absent follows where most children of the unit went when it ended. A
-- child whose unit was joined with another keeps the key that ended beside the one it has.
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
),

present as (
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
),

went as (
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
),

-- One row for those who are one person now, and none for a child that is in a unit.
remembered as (
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
    anti join present as p on a.person_key = p.person_key and a.is_child = p.is_child
    group by a.person_key, a.unit_key, a.is_child
)

select
    person_key,
    unit_key,
    key_since,
    is_child,
    expected_on,
    carers,
    homes,
    ended.unit_key as ended_key,
    ended.key_since as ended_key_since,
    $as_at::date as last_seen,
    true as is_present
from present
union all
select
    person_key,
    unit_key,
    key_since,
    is_child,
    expected_on,
    carers,
    null as homes,
    ended.unit_key as ended_key,
    ended.key_since as ended_key_since,
    last_seen,
    false as is_present
from remembered
where
    unit_key in (select p.unit_key from present as p)
    or unit_key in (select r.unit_key from remembered as r where r.is_child)
order by unit_key, person_key, is_child
