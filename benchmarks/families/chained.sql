-- Units that hold children of two truly unrelated families, and what holds them together: a place where
-- many live, a foster carer, somebody who truly cares for none of them, or another wrong tie.
with found as (
    select distinct
        person_id,
        true_id
    from true_person_record
),

child as (
    select
        m.unit_id,
        m.person_id,
        f.true_id,
        p.household_kind,
        coalesce(k.kin, f.true_id) as kin
    from family.member as m
    inner join found as f on m.person_id = f.person_id
    inner join truth_person as p on f.true_id = p.person_id
    semi join truth_unit as u on f.true_id = u.child_id
    left join kin_of as k on f.true_id = k.person_id
    where m.role in ('child', 'unborn_child')
),

mixed as (
    select
        unit_id,
        count(distinct kin) as families,
        bool_or(household_kind in ('care_home', 'hostel', 'refuge', 'hmo', 'temporary', 'student_hall'))
            as is_at_shared_place
    from child
    group by unit_id
    having count(distinct kin) > 1
),

-- The adults who hold them together, foster carers left out as the partition leaves them out.
holding as (
    select
        c.unit_id,
        f.true_id as adult_id,
        bool_or(t.tier = 'P3') as is_inferred
    from child as c
    semi join mixed as x on c.unit_id = x.unit_id
    inner join family.care_tie as t on c.person_id = t.child_id and t.role <> 'foster_carer'
    inner join found as f on t.adult_id = f.person_id
    group by c.unit_id, f.true_id
    having count(distinct c.kin) > 1
),

carer as (
    select
        adult_id,
        bool_or(role = 'foster_carer') as is_foster
    from truth_care_tie
    group by adult_id
),

judged as (
    select
        h.unit_id,
        bool_or(h.is_inferred) as is_inferred,
        bool_or(e.is_foster) as is_foster_carer,
        bool_and(e.adult_id is null) as cares_for_nobody
    from holding as h
    left join carer as e on h.adult_id = e.adult_id
    group by h.unit_id
)

select
    m.unit_id,
    case
        when m.is_at_shared_place then 'a communal or shared place'
        when j.is_foster_carer then 'a foster carer'
        when j.cares_for_nobody then 'somebody who cares for no child'
        when j.is_inferred then 'a wrong tie that was inferred'
        else 'a wrong tie that a source states'
    end as held_by
from mixed as m
left join judged as j on m.unit_id = j.unit_id
