-- What schools record of children of patients and of other children who are enrolled. There is no figure of
-- a fact that no source tells of.
with told_of as (
    select distinct flag from conformed.flag
    union
    -- Who tells what was missed tells also that nobody missed much.
    select distinct 'persistent_absence' as flag
    from conformed.flag
    where flag = 'absence'
    union
    select distinct service as flag
    from conformed.involvement
    where service in ('school', 'special_educational_needs')
),

told as (
    select
        unit_id,
        [
            {'breakdown': 'total', 'category': 'all'},
            {
                'breakdown': 'children_of_patients',
                'category': case when has_patient_parent then 'yes' else 'no' end
            }
        ] as cells,
        unnest([
            {'measure': 'pupils', 'fact': 'school', 'is_counted': true},
            {
                'measure': 'persistent_absence',
                'fact': 'persistent_absence',
                'is_counted': is_persistently_absent
            },
            {'measure': 'suspension', 'fact': 'suspension', 'is_counted': is_suspended},
            {
                'measure': 'special_needs',
                'fact': 'special_educational_needs',
                'is_counted': has_special_needs
            },
            {'measure': 'free_meals', 'fact': 'free_school_meals', 'is_counted': has_free_meals}
        ]) as told
    from counts.child
    where is_pupil and not is_unborn
),

given as (
    select t.*
    from told as t
    semi join told_of as f on t.told.fact = f.flag
)

select
    t.told.measure as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where t.told.is_counted) as value,
    count(distinct t.unit_id) filter (where t.told.is_counted) as family_count,
    case when t.told.measure <> 'pupils' then count(*) end as of_value
from given as t, unnest(t.cells) as u (cell)
group by t.told.measure, cell.breakdown, cell.category
