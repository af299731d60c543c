-- What was noted of somebody in the twelve months to the as-at date. A fact that a source does not date is
-- of its newest delivery; that assessments found a parent's mental health is told with its last day.
with told as (
    select
        coalesce(b.child_id, m.person_id) as person_id,
        f.source,
        f.flag,
        f.value,
        coalesce(f.on_date, $as_at) as on_date
    from conformed.flag as f
    inner join linkage.person_record as m on f.source = m.source and f.record_id = m.record_id
    left join family.birth as b on m.person_id = b.unborn_id
    where
        f.flag in (
            'young_carer', 'absence', 'persistent_absence', 'suspension', 'free_school_meals',
            'assessment_factor'
        )
        and coalesce(f.on_date <= $as_at, true)
        and (f.flag = 'assessment_factor' or coalesce(f.on_date > $as_at - interval 1 year, true))
),

-- Absence is persistent over the year and not in one bad term: the mean of the terms, in per cent of the
-- sessions of each. Where a source tells no share, it is what the source calls persistent.
absence_of_source as (
    select
        person_id,
        coalesce(
            avg(try_cast(value as double)) filter (where flag = 'absence') >= 10,
            bool_or(flag = 'persistent_absence' and value <> 'no')
        ) as is_persistent
    from told
    where flag in ('absence', 'persistent_absence')
    group by person_id, source
),

absence as (
    select
        person_id,
        bool_or(is_persistent) as is_persistent
    from absence_of_source
    group by person_id
)

select
    t.person_id,
    bool_or(t.flag = 'young_carer' and t.value <> 'no') as is_young_carer,
    coalesce(any_value(a.is_persistent), false) as is_persistently_absent,
    bool_or(t.flag = 'suspension' and t.value <> 'no') as is_suspended,
    bool_or(t.flag = 'free_school_meals' and t.value <> 'no') as has_free_meals,
    max(t.on_date) filter (where t.flag = 'assessment_factor' and t.value = '4B') as parents_health_noted_on
from told as t
left join absence as a on t.person_id = a.person_id
group by t.person_id
