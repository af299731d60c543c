-- What was noted of somebody in the twelve months to the as-at date. A fact that a source does not date is
-- of its newest delivery; that assessments found a parent's mental health is told with its last day.
select
    coalesce(b.child_id, m.person_id) as person_id,
    bool_or(f.flag = 'young_carer' and f.value <> 'no') as is_young_carer,
    bool_or(f.flag = 'persistent_absence' and f.value <> 'no') as is_persistently_absent,
    bool_or(f.flag = 'suspension' and f.value <> 'no') as is_suspended,
    bool_or(f.flag = 'free_school_meals' and f.value <> 'no') as has_free_meals,
    max(f.on_date) filter (where f.flag = 'assessment_factor' and f.value = '4B') as parents_health_noted_on
from conformed.flag as f
inner join linkage.person_record as m on f.source = m.source and f.record_id = m.record_id
left join family.birth as b on m.person_id = b.unborn_id
where
    f.flag in (
        'young_carer', 'persistent_absence', 'suspension', 'free_school_meals', 'assessment_factor'
    )
    and coalesce(f.on_date <= $as_at, true)
    and (f.flag = 'assessment_factor' or coalesce(f.on_date > $as_at - interval 1 year, true))
group by all
