-- Units that have no key or several, keys that several have, and children who are not kept with theirs.
select
    (
        select count(*)
        from (
            select u.unit_id
            from family.unit as u
            left join family.unit_key as k on u.unit_id = k.unit_id
            group by u.unit_id
            having count(k.unit_key) <> 1
        ) as without
    ) + (
        select count(*) - count(distinct k.unit_key)
        from family.unit_key as k
    ) + (
        select count(*)
        from family.member as m
        inner join family.unit_key as k on m.unit_id = k.unit_id
        inner join linkage.person_key as p on m.person_id = p.person_id
        anti join family.unit_identity as i
            on
                k.unit_key = i.unit_key
                and p.person_key = i.person_key
                and i.is_child
                and i.is_present
        where m.role in ('child', 'unborn_child')
    ) as contradictions
