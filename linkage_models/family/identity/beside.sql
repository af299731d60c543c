-- Children who moved from one unit to another, beside those they were with and are not any more, or
-- are with now and were not: what either side shares and shared.
with moved as (
    select
        key_before,
        key_now,
        count(distinct person_id) as children,
        list(person_key) as persons,
        flatten(list(carers_before)) as carers_before,
        flatten(list(coalesce(homes_before, []))) as homes_before,
        flatten(list(carers_now)) as carers_now,
        flatten(list(homes_now)) as homes_now
    from family.known_child
    where key_before <> key_now
    group by key_before, key_now
),

other as (
    select
        m.key_before,
        m.key_now,
        true as was_together,
        c.person_key,
        c.key_now is null as is_elsewhere,
        c.carers_before,
        c.homes_before,
        c.carers_now,
        c.homes_now
    from moved as m
    inner join family.known_child as c
        on
            m.key_before = c.key_before
            and c.was_present
            and coalesce(m.key_now <> c.key_now, true)
    union all
    select
        m.key_before,
        m.key_now,
        false as was_together,
        c.person_key,
        not coalesce(c.was_present, false) as is_elsewhere,
        c.carers_before,
        c.homes_before,
        c.carers_now,
        c.homes_now
    from moved as m
    inner join family.known_child as c
        on m.key_now = c.key_now and coalesce(m.key_before <> c.key_before, true)
),

-- Those known on both nights; children between them who came or left are only counted.
rest as (
    select
        key_before,
        key_now,
        was_together,
        bool_or(is_elsewhere) as has_come_or_left,
        list(person_key) as persons,
        flatten(list(coalesce(carers_before, [])) filter (where not is_elsewhere)) as carers_before,
        flatten(list(coalesce(homes_before, [])) filter (where not is_elsewhere)) as homes_before,
        flatten(list(carers_now) filter (where not is_elsewhere)) as carers_now,
        flatten(list(homes_now) filter (where not is_elsewhere)) as homes_now
    from other
    group by key_before, key_now, was_together
)

select
    m.key_before,
    m.key_now,
    m.children,
    r.was_together,
    coalesce(r.has_come_or_left, false) as has_come_or_left,
    list_distinct(
        flatten([m.persons, r.persons, m.carers_before, m.carers_now, r.carers_before, r.carers_now])
    ) as persons,
    coalesce(list_intersect(m.carers_before, r.carers_before), []) as shared_before,
    coalesce(list_intersect(m.carers_now, r.carers_now), []) as shared_now,
    list_sort(list_distinct(m.carers_before)) <> list_sort(list_distinct(m.carers_now))
    or coalesce(
        list_sort(list_distinct(r.carers_before)) <> list_sort(list_distinct(r.carers_now)), false
    ) as has_other_carers,
    coalesce(list_has_any(m.homes_before, r.homes_before), false) as had_one_home,
    coalesce(list_has_any(m.homes_now, r.homes_now), false) as have_one_home
from moved as m
left join rest as r on m.key_before = r.key_before and m.key_now = r.key_now
