-- What became of the units of the night before; without a night before, nothing is said to be new.
with unit_before as (
    select
        key_before as unit_key,
        bool_or(was_present) as was_present,
        bool_or(key_now is not null) as has_children,
        count(*) filter (where was_present) as children
    from family.known_child
    where key_before is not null
    group by key_before
),

unit_now as (
    select
        key_now as unit_key,
        count(distinct person_id) as children,
        count(key_before) as known_children,
        string_agg(distinct reason_to_come, '; ' order by reason_to_come) as reason
    from family.known_child
    where key_now is not null
    group by key_now
),

left_for_nowhere as (
    select
        key_before as unit_key,
        reason_to_leave as reason,
        count(*) as children
    from family.known_child
    where was_present and key_now is null
    group by key_before, reason_to_leave
)

select
    key_now as unit_key,
    'merged' as change,
    key_before as other_unit_key,
    reason_to_join as reason,
    children
from family.moved
where not has_left

union all

select
    key_before as unit_key,
    case when has_come then 'moved' else 'split' end as change,
    key_now as other_unit_key,
    reason_to_part || case when has_come then '; ' || reason_to_join else '' end as reason,
    children
from family.moved
where has_left

union all

select
    unit_key,
    'new' as change,
    null as other_unit_key,
    reason,
    children
from unit_now
where known_children = 0 and exists (select 1 from unit_before)

union all

select
    b.unit_key,
    'gone' as change,
    null as other_unit_key,
    (
        select string_agg(l.reason, '; ' order by l.reason)
        from left_for_nowhere as l
        where l.unit_key = b.unit_key
    ) as reason,
    b.children
from unit_before as b
where b.was_present and not b.has_children

union all

select
    b.unit_key,
    'returned' as change,
    null as other_unit_key,
    'a child is delivered again' as reason,
    n.children
from unit_before as b
inner join unit_now as n on b.unit_key = n.unit_key
where not b.was_present

union all

select
    c.key_now as unit_key,
    'joined' as change,
    null as other_unit_key,
    c.reason_to_come as reason,
    count(distinct c.person_id) as children
from family.known_child as c
inner join unit_before as b on c.key_now = b.unit_key and b.was_present
where not coalesce(c.was_present, false)
group by c.key_now, c.reason_to_come

union all

select
    l.unit_key,
    'left' as change,
    null as other_unit_key,
    l.reason,
    l.children
from left_for_nowhere as l
inner join unit_before as b on l.unit_key = b.unit_key and b.has_children

order by change, unit_key, other_unit_key, reason
