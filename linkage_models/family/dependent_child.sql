-- Children to be in a unit: under 18 or unborn, alive, and more than a name in somebody's contacts.
-- The home of a child who is looked after is the one it came from, that of an unborn child its
-- mother's.
with mother_home as (
    select
        t.child_id,
        flatten(list(m.current_addresses order by m.person_id)) as addresses
    from family.care_tie as t
    inner join family.person as m on t.adult_id = m.person_id
    where t.role in ('mother', 'parent')
    group by t.child_id
)

select
    c.person_id as child_id,
    c.is_unborn,
    c.birth,
    case
        when c.is_unborn then list_concat(c.current_addresses, coalesce(h.addresses, []))
        when len(c.current_addresses) > 0 then c.current_addresses
        else coalesce(
                (
                    select list(r.address order by r.address)
                    from family.residence as r
                    where
                        r.person_id = c.person_id
                        and r.to_date = (
                            select max(s.to_date) from family.residence as s where s.person_id = c.person_id
                        )
                ),
                []
            )
    end as home,
    coalesce(
        (
            select list(distinct t.adult_id order by t.adult_id)
            from family.care_tie as t
            where t.child_id = c.person_id and t.role in ('mother', 'father', 'parent')
        ),
        []
    ) as parents
from family.person as c
inner join linkage.person as p on c.person_id = p.person_id
left join mother_home as h on c.person_id = h.child_id
where
    c.is_child
    and not c.is_dead
    and (p.is_client or c.is_unborn)
    -- An unborn child whose mother has given birth within six weeks of the expected date is that birth.
    and not (
        c.is_unborn
        and exists (
            select 1
            from family.care_tie as m
            inner join family.care_tie as b on m.adult_id = b.adult_id
            inner join family.person as n on b.child_id = n.person_id
            where
                m.child_id = c.person_id
                and m.role = 'mother'
                and b.role = 'mother'
                and not n.is_unborn
                and abs(date_diff('day', n.birth, c.birth)) <= 42
        )
    )
