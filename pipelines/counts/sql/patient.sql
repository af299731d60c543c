-- One row per adult open to adult mental health: parent by which tier, and what the trust records.
with adult as (
    select distinct o.person_id
    from counts.open_involvement as o
    inner join family.person as p on o.person_id = p.person_id
    where
        o.service = 'adult_mental_health'
        and not p.is_dead
        and not coalesce(p.is_child, false)
),

parent_tie as (
    select
        t.adult_id,
        min(t.tier) as tier,
        min(m.unit_id) as unit_id
    from family.care_tie as t
    inner join family.dependent_child as d on t.child_id = d.child_id
    inner join family.member as m on d.child_id = m.person_id and m.role in ('child', 'unborn_child')
    where t.role in ('mother', 'father', 'parent')
    group by t.adult_id
),

recorded as (
    select
        m.person_id,
        case
            when bool_or(s.status = 'yes') filter (where not coalesce(s.from_note, false)) then 'yes'
            when bool_or(s.status = 'no') filter (where not coalesce(s.from_note, false)) then 'no'
        end as status
    from conformed.parental_status as s
    inner join linkage.person_record as m on s.source = m.source and s.record_id = m.record_id
    group by m.person_id
),

-- Parents by a note, where notes may count, as long as a child of the age it tells is under 18; a note
-- without ages for five years.
noted as (
    select m.person_id
    from conformed.parental_status as s
    inner join linkage.person_record as m on s.source = m.source and s.record_id = m.record_id
    left join conformed.child_mention as c
        on s.source = c.source and s.record_id = c.record_id and s.recorded_on = c.recorded_on
    where $notes_count and s.from_note and s.status = 'yes'
    group by m.person_id
    having
        max(c.born_to) > $as_at - interval 18 year
        or (max(c.born_to) is null and max(s.recorded_on) > $as_at - interval 5 year)
)

select
    a.person_id,
    coalesce(t.unit_id, -a.person_id) as family_key,
    coalesce(
        t.tier,
        -- A note says it only where no field does: what is read there may be misread.
        case when r.status = 'yes' or (r.status is null and n.person_id is not null) then 'P2' end
    ) as tier,
    coalesce(r.status, 'blank') as recorded_status,
    t.adult_id is not null as is_linked_parent,
    [
        {'breakdown': 'total', 'category': 'all'},
        {'breakdown': 'sex', 'category': coalesce(p.sex, 'not known')},
        {
            'breakdown': 'age_band',
            'category': case
                when p.date_of_birth is null then 'not known'
                when p.date_of_birth > $as_at - interval 25 year then '18 to 24'
                when p.date_of_birth > $as_at - interval 35 year then '25 to 34'
                when p.date_of_birth > $as_at - interval 45 year then '35 to 44'
                when p.date_of_birth > $as_at - interval 55 year then '45 to 54'
                when p.date_of_birth > $as_at - interval 65 year then '55 to 64'
                else '65 and over'
            end
        },
        {'breakdown': 'ward', 'category': l.ward}
    ] as cells
from adult as a
inner join family.person as p on a.person_id = p.person_id
inner join counts.place as l on a.person_id = l.person_id
left join parent_tie as t on a.person_id = t.adult_id
left join recorded as r on a.person_id = r.person_id
left join noted as n on a.person_id = n.person_id
