-- Adults who are parents, by every tier that says so: a source ties them to a child (P1), a source says
-- that they have children and names none (P2), or they live with one and all fits (P3). What is said is
-- matched to ties where there are any: the adult is then one parent, and P2 only where there are none.
with tied as (
    select
        t.adult_id,
        count(distinct t.child_id) filter (where t.tier = 'P1') as children_stated,
        count(distinct t.child_id) filter (where t.tier = 'P3') as children_inferred
    from family.care_tie as t
    inner join family.dependent_child as d on t.child_id = d.child_id
    where t.role in ('mother', 'father', 'parent')
    group by t.adult_id
),

-- A field outranks a note: what is read in a note may be misread.
said as (
    select
        m.person_id,
        coalesce(
            max_by(s.status, (coalesce(s.recorded_on, date '0001-01-01'), s.status)) filter (
                where not coalesce(s.from_note, false)
            ),
            max_by(s.status, (coalesce(s.recorded_on, date '0001-01-01'), s.status))
        ) as status,
        not bool_or(not coalesce(s.from_note, false)) as is_by_note,
        max(s.dependent_children) filter (where s.status = 'yes') as children_said
    from conformed.parental_status as s
    inner join linkage.person_record as m on s.source = m.source and s.record_id = m.record_id
    where s.status in ('yes', 'no')
    group by m.person_id
)

select
    p.person_id as adult_id,
    case
        when t.children_stated > 0 then 'P1'
        when t.children_inferred > 0 then 'P3'
        else 'P2'
    end as tier,
    coalesce(t.children_stated, 0) as children_stated,
    coalesce(t.children_inferred, 0) as children_inferred,
    s.children_said,
    s.status as status_said,
    coalesce(s.is_by_note, false) as is_by_note
from family.person as p
left join tied as t on p.person_id = t.adult_id
left join said as s on p.person_id = s.person_id
where
    not p.is_dead
    and not coalesce(p.is_child, false)
    and (t.adult_id is not null or s.status = 'yes')
