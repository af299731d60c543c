-- Parents whom no source names: they live with the child now, their age fits, the family model
-- links them, and the child has no recorded parent of that sex. The likeliest one of each sex.
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
),

candidate as (
    select
        p.child_id,
        p.adult_id,
        case a.sex when 'F' then 'mother' when 'M' then 'father' end as role,
        p.match_weight,
        date_diff('month', a.birth, c.birth) / 12.0 as gap
    from pair_both_ways as p
    inner join family.person as c on p.child_id = c.person_id
    inner join family.person as a on p.adult_id = a.person_id
    anti join looked_after as k on p.child_id = k.person_id
    where
        p.match_weight >= $only_adult_weight
        and c.is_child
        and not c.is_dead
        and not a.is_child
        and not a.is_dead
        and a.sex is not null
        and list_has_any(c.current_addresses, a.current_addresses)
),

fitting as (
    select
        child_id,
        adult_id,
        role,
        match_weight,
        gap
    from candidate
    where gap >= $least_parent_gap
        and gap <= case role when 'mother' then $most_mother_gap else $most_father_gap end
),

-- A role that a source has filled is not filled again.
vacant as (
    select
        f.child_id,
        f.adult_id,
        f.role,
        f.match_weight,
        f.gap,
        count(*) over (partition by f.child_id, f.role) as rivals
    from fitting as f
    anti join family.recorded_care_tie as r
        on
            f.child_id = r.child_id
            and (f.role = r.role or r.role = 'parent' or f.adult_id = r.adult_id)
),

-- Children of whom some adult at home is known already.
accompanied as (
    select child_id from family.recorded_care_tie
    where shares_home or lives_with
    union
    select child_id from vacant
    where match_weight >= $family_tie_weight
),

-- Less weight is enough where nobody else fits: children do not live alone, and nearly all live
-- with their mother.
accepted as (
    select
        v.child_id,
        v.adult_id,
        v.role,
        v.match_weight,
        v.gap
    from vacant as v
    left join accompanied as a on v.child_id = a.child_id
    where
        v.match_weight >= $family_tie_weight
        or (v.rivals = 1 and (v.role = 'mother' or a.child_id is null))
)

select
    child_id,
    adult_id,
    role,
    match_weight
from accepted
qualify row_number() over (
        partition by child_id, role
        order by match_weight desc, abs(gap - $usual_gap), adult_id
    ) = 1
