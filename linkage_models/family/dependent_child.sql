-- Children to be in a unit: under 18 or unborn, alive, and more than a name in somebody's contacts.
-- The home of a child who is looked after is the one it came from, that of an unborn child its
-- mother's. A home that may not be evidence is not known: an earlier one would speak against it.
with mother_home as (
    select
        t.child_id,
        flatten(list(m.current_addresses order by m.person_id)) as addresses
    from family.care_tie as t
    inner join family.person as m on t.adult_id = m.person_id
    where t.role in ('mother', 'parent')
    group by t.child_id
),

lived_last as (
    select
        person_id,
        address
    from family.residence
    qualify to_date = max(to_date) over (partition by person_id)
),

last_home as (
    select
        person_id,
        list_sort(list(distinct address)) as addresses
    from lived_last
    group by person_id
),

at_some_home as (
    select
        r.person_id,
        bool_or(p.kind in ('restricted', 'hostel or refuge')) as is_withheld
    from family.presence as r
    inner join family.place as p on r.address = p.address
    where r.to_date >= $as_at
    group by r.person_id
),

parents as (
    select
        child_id,
        list_sort(list(distinct adult_id)) as parents
    from family.care_tie
    where role in ('mother', 'father', 'parent')
    group by child_id
)

select
    c.person_id as child_id,
    c.is_unborn,
    c.birth,
    case
        when c.is_unborn then list_concat(c.current_addresses, coalesce(m.addresses, []))
        when a.person_id is not null then c.current_addresses
        else coalesce(h.addresses, [])
    end as home,
    coalesce(a.is_withheld, false) as is_home_withheld,
    coalesce(k.parents, []) as parents
from family.person as c
inner join linkage.person as p on c.person_id = p.person_id
left join mother_home as m on c.person_id = m.child_id
left join last_home as h on c.person_id = h.person_id
left join at_some_home as a on c.person_id = a.person_id
left join parents as k on c.person_id = k.child_id
anti join family.birth as b on c.person_id = b.unborn_id
where
    c.is_child
    and not c.is_dead
    and (p.is_client or c.is_unborn)
