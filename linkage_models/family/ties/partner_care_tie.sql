-- The partner of a parent or guardian, living with the child: of the parent's generation, in the same home,
-- stated to be the partner or linked by the family model, and not otherwise tied to the child.
with parent_tie as (
    select
        child_id,
        adult_id,
        role = 'guardian' as is_guardian
    from family.recorded_care_tie
    where role in ('mother', 'father', 'parent', 'guardian') and (shares_home or lives_with)
    union
    select
        child_id,
        adult_id,
        false as is_guardian
    from family.inferred_care_tie
    where residence = 'with_child' and role <> 'step_parent'
),

-- Where two parents are at home, neither has another partner unless a source says so.
of_two as (
    select child_id
    from parent_tie
    group by child_id
    having count(distinct adult_id) > 1
),

stated_partner as (
    select
        from_person_id as one_id,
        to_person_id as other_id
    from family.tie
    where type = 'partner_of' and coalesce(to_date >= $as_at, true)
    union
    select
        to_person_id as one_id,
        from_person_id as other_id
    from family.tie
    where type = 'partner_of' and coalesce(to_date >= $as_at, true)
),

couple as (
    select
        person_id_l as one_id,
        person_id_r as other_id,
        match_weight
    from family.pair
    union all
    select
        person_id_r as one_id,
        person_id_l as other_id,
        match_weight
    from family.pair
),

tied as (
    select
        child_id,
        adult_id
    from family.recorded_care_tie
    union
    select
        child_id,
        adult_id
    from family.inferred_care_tie
)

select
    t.child_id,
    b.person_id as adult_id,
    'step_parent' as role,
    max(k.match_weight) as match_weight,
    case when bool_and(t.is_guardian) then 'guardian' else 'parent' end as beside,
    bool_or(s.one_id is not null) as is_stated
from parent_tie as t
inner join couple as k on t.adult_id = k.one_id
inner join family.person as a on t.adult_id = a.person_id
inner join family.person as b on k.other_id = b.person_id
inner join family.person as c on t.child_id = c.person_id
left join stated_partner as s on k.one_id = s.one_id and k.other_id = s.other_id
left join of_two as w on t.child_id = w.child_id
anti join tied as r on t.child_id = r.child_id and k.other_id = r.adult_id
anti join family.known_otherwise as o
    on t.child_id = o.child_id and k.other_id = o.adult_id and not o.is_partner
where
    not coalesce(b.is_child, false)
    and not b.is_dead
    and (
        s.one_id is not null
        or (
            w.child_id is null and b.sex <> a.sex and k.match_weight >= $family_tie_weight
            and date_diff('month', a.birth, b.birth) / 12.0 < $generation_gap
            and abs(date_diff('month', a.birth, b.birth)) / 12.0 <= $couple_gap
            and date_diff('month', b.birth, c.birth) / 12.0 >= $least_parent_gap
        )
    )
    and list_has_any(b.current_addresses, c.current_addresses)
    and list_has_any(b.current_addresses, a.current_addresses)
group by t.child_id, b.person_id
