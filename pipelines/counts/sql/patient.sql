-- One row per adult open to mental health: parent by which tier, what the trust records of that, and the
-- cells that the adult is counted in.
with parent_tie as (
    select
        t.adult_id,
        min(c.unit_id) as unit_id,
        bool_or(t.residence = 'with_child') as is_with_child,
        bool_or(t.residence = 'elsewhere') as is_elsewhere,
        bool_or(c.is_unborn) as is_expecting,
        bool_or(c.is_unborn and c.is_in_social_care) as is_expecting_in_social_care
    from family.care_tie as t
    inner join counts.child as c on t.child_id = c.child_id
    where t.role in ('mother', 'father', 'parent')
    group by t.adult_id
),

trust as (
    select distinct source
    from conformed.involvement
    where service = 'adult_mental_health'
),

-- What the trust recorded last in a field; a note is none.
recorded as (
    select
        m.person_id,
        max_by(s.status, (coalesce(s.recorded_on, date '0001-01-01'), s.status)) as status
    from conformed.parental_status as s
    semi join trust as t on s.source = t.source
    inner join linkage.person_record as m on s.source = m.source and s.record_id = m.record_id
    where s.status in ('yes', 'no') and not coalesce(s.from_note, false)
    group by m.person_id
),

-- Notes are believed as long as a child of an age that any tells is under 18; without ages for five years.
-- One that nobody dated is of now.
believed_note as (
    select m.person_id
    from conformed.parental_status as s
    inner join linkage.person_record as m on s.source = m.source and s.record_id = m.record_id
    left join conformed.child_mention as c
        on
            s.source = c.source
            and s.record_id = c.record_id
            and s.recorded_on is not distinct from c.recorded_on
    where $notes_count and s.from_note and s.status = 'yes'
    group by m.person_id
    having
        max(c.born_to) > $as_at - interval 18 year
        or (max(c.born_to) is null and max(coalesce(s.recorded_on, $as_at)) > $as_at - interval 5 year)
),

parent as (
    select
        f.adult_id,
        f.tier
    from family.parent as f
    left join believed_note as n on f.adult_id = n.person_id
    where f.tier <> 'P2' or not f.is_by_note or n.person_id is not null
)

select
    a.person_id,
    coalesce(t.unit_id, -a.person_id) as family_key,
    f.tier,
    coalesce(r.status, 'blank') as recorded_status,
    f.tier is not null as is_parent,
    coalesce(f.tier in ('P1', 'P3'), false) as is_linked_parent,
    case when t.is_with_child then 'with_child' when t.is_elsewhere then 'elsewhere' else 'unknown' end
        as residence,
    coalesce(t.is_expecting, false) as is_expecting,
    coalesce(t.is_expecting_in_social_care, false) as is_expecting_in_social_care,
    [
        {'breakdown': 'total', 'category': 'all'},
        {'breakdown': 'sex', 'category': k.sex},
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
        {'breakdown': 'ethnic_group', 'category': k.ethnic_group},
        {'breakdown': 'ward', 'category': l.ward},
        {'breakdown': 'imd_decile', 'category': l.imd_decile},
        {'breakdown': 'practice', 'category': k.practice}
    ] as cells
from counts.adult as a
inner join family.person as p on a.person_id = p.person_id
inner join counts.place as l on a.person_id = l.person_id
inner join counts.trait as k on a.person_id = k.person_id
left join parent as f on a.person_id = f.adult_id
left join parent_tie as t on a.person_id = t.adult_id
left join recorded as r on a.person_id = r.person_id
