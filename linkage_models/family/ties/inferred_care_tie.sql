-- Parents whom no source names (P3): of those who can be, the likeliest one of each sex.
with sure as (
    -- What is as good as sure: ties that sources state, and those for which there is enough evidence.
    select
        child_id,
        adult_id
    from family.recorded_care_tie
    where role <> 'foster_carer'
    union
    select
        child_id,
        adult_id
    from family.possible_parent
    where shares_home and match_weight >= $family_tie_weight
),

-- Adults of a family of their own, and whether it lives with the child and shares somebody with it. A
-- lodger's or a former tenant's family is another one, though their homes are written alike, and nobody
-- gives birth twice within months.
own_family as (
    select
        v.child_id,
        v.adult_id,
        bool_or(list_has_any(o.current_addresses, c.current_addresses)) as is_at_home,
        bool_or(y.child_id is not null) as is_shared,
        bool_or(
            v.role = 'mother'
            and abs(date_diff('day', o.birth, c.birth)) between $days_of_twins and $least_days
        ) as is_too_soon
    from family.possible_parent as v
    inner join sure as s on v.adult_id = s.adult_id and v.child_id <> s.child_id
    inner join family.person as o on s.child_id = o.person_id
    inner join family.person as c on v.child_id = c.person_id
    left join sure as x on s.child_id = x.child_id
    left join sure as y on x.adult_id = y.adult_id and v.child_id = y.child_id
    where v.match_weight < $family_tie_weight
    group by v.child_id, v.adult_id
),

of_somebody as (
    select distinct child_id from sure
),

free as (
    select v.*
    from family.possible_parent as v
    left join own_family as o on v.child_id = o.child_id and v.adult_id = o.adult_id
    left join of_somebody as k on v.child_id = k.child_id
    where
        v.match_weight >= $family_tie_weight
        or o.adult_id is null
        or (o.is_at_home and not o.is_too_soon and (o.is_shared or k.child_id is null))
),

known_at_home as (
    select distinct child_id from family.recorded_care_tie
    where shares_home or lives_with
),

-- Children do not live alone, and nearly all live with their mother: the only woman at home who fits
-- needs less weight, where nobody else at home is known to care for the child or no other home is known.
at_home as (
    select
        v.*,
        'one home now' as how
    from free as v
    left join known_at_home as k on v.child_id = k.child_id
    where
        v.shares_home
        and (
            v.match_weight >= $family_tie_weight
            or (
                v.role = 'mother'
                and v.at_home = 1
                and v.match_weight >= $only_adult_weight
                and (k.child_id is null or v.have_one_home)
            )
        )
),

accompanied as (
    select child_id from family.recorded_care_tie
    where role in ('mother', 'father', 'parent') and (shares_home or lives_with)
    union
    select child_id from at_home
),

found as (
    select * from at_home
    union all
    -- The only one of the other sex who fits, beside a parent at home, is nearly always the other parent
    -- or the parent's partner, unless another home is known: then it may be who lived there before.
    select
        v.*,
        'beside a parent' as how
    from free as v
    semi join accompanied as k on v.child_id = k.child_id
    anti join at_home as f on v.child_id = f.child_id and v.role = f.role
    where v.shares_home and v.at_home = 1 and v.have_one_home and not v.is_said_to_be_none
    union all
    -- Somebody of the family who lived with the child, and by what is known does no longer.
    select
        v.*,
        case when v.shared_home then 'one home earlier' else 'homes alike' end as how
    from free as v
    anti join at_home as f on v.child_id = f.child_id and v.role = f.role
    where not v.shares_home and v.not_at_home = 1
)

select
    child_id,
    adult_id,
    -- With nothing else than the home, and another surname, the other adult is a parent's partner only.
    case when match_weight < $only_adult_weight then 'step_parent' else role end as role,
    match_weight,
    how,
    case
        when shares_home then 'with_child'
        when how = 'one home earlier' and are_homes_known then 'elsewhere'
        else 'unknown'
    end as residence
from found
qualify row_number() over (
        partition by child_id, found.role, match_weight < $only_adult_weight
        order by shares_home desc, match_weight desc, abs(gap - $usual_gap), adult_id
    ) = 1
