-- Adults whom the family model links to a child, with what decides whether one can be its parent.
-- None is sought for a child who is looked after.
with pair_both_ways as (
    select
        person_id_l as child_id,
        person_id_r as adult_id,
        match_weight
    from family.pair
    union all
    select
        person_id_r as child_id,
        person_id_l as adult_id,
        match_weight
    from family.pair
),

looked_after as (
    select m.person_id
    from conformed.involvement as i
    inner join linkage.person_record as m on i.source = m.source and i.record_id = m.record_id
    where
        i.kind = 'looked_after'
        and i.start_date <= $as_at
        and coalesce(i.end_date >= $as_at, true)
    union
    select child_id as person_id
    from family.recorded_care_tie
    where role = 'foster_carer'
)

select
    p.child_id,
    p.adult_id,
    case a.sex when 'F' then 'mother' when 'M' then 'father' end as role,
    p.match_weight,
    a.birth as adult_birth,
    date_diff('month', a.birth, c.birth) / 12.0 as gap,
    list_has_any(c.current_addresses, a.current_addresses) as shares_home,
    c.has_one_home and a.has_one_home as have_one_home,
    len(c.current_addresses) > 0 and len(a.current_addresses) > 0 as are_homes_known,
    may_be_one_home(c.current_addresses, a.current_addresses) as are_homes_alike,
    lived_together(c.residences, a.residences) or may_have_lived_together(c.residences, a.residences)
        as shared_home,
    coalesce(not a.is_said_to_be_parent, false) as is_said_to_be_none
from pair_both_ways as p
inner join family.person as c on p.child_id = c.person_id
inner join family.person as a on p.adult_id = a.person_id
anti join looked_after as k on p.child_id = k.person_id
where
    p.match_weight >= $least_weight
    and c.is_child
    and not c.is_dead
    and not a.is_child
    and not a.is_dead
    and a.sex is not null
