-- Who tonight is whom earlier nights knew as member of a unit: under their own key, under that of the
-- person they are one with now, or as the child that was expected. Null: not delivered.
with remembered as (
    select person_key from family.last_unit_identity
    union
    select person_key from family.last_unit
),

merged as (
    select
        other_key as known_key,
        arg_max(person_key, (records, person_key)) as person_key
    from linkage.person_change
    where change = 'merged'
    group by other_key
),

found as (
    select
        r.person_key,
        o.person_id is not null as is_direct,
        coalesce(o.person_id, f.person_id) as person_id
    from remembered as r
    left join linkage.person_key as o on r.person_key = o.person_key
    left join linkage.followed_key as w on r.person_key = w.known_key
    left join merged as m on r.person_key = m.known_key
    left join linkage.person_key as f on coalesce(w.person_key, m.person_key) = f.person_key
),

-- Unborn children of whom nothing is delivered any more: the same mother, a birth near the date.
expected as (
    select
        person_key,
        expected_on,
        unnest(carers) as carer_key
    from family.last_unit_identity
    where expected_on is not null
    union
    select
        person_key,
        expected_on,
        unnest(carers) as carer_key
    from family.last_unit
    where expected_on is not null
),

born_since as (
    select
        e.person_key,
        min(t.child_id) as child_id
    from expected as e
    inner join linkage.person_key as m on e.carer_key = m.person_key
    inner join family.care_tie as t
        on m.person_id = t.adult_id and t.role in ('mother', 'parent')
    inner join family.dependent_child as d
        on
            t.child_id = d.child_id
            and not d.is_unborn
            and abs(date_diff('day', d.birth, e.expected_on)) <= $days_about_birth
    inner join linkage.person_key as k on d.child_id = k.person_id
    where k.person_key not in (select r.person_key from remembered as r)
    group by e.person_key
)

select
    f.person_key,
    f.is_direct and b.child_id is null as is_direct,
    coalesce(b.child_id, f.person_id, s.child_id) as person_id
from found as f
left join family.birth as b on f.person_id = b.unborn_id
left join born_since as s on f.person_key = s.person_key
