-- Families of patients, and joint cases, by the practice of the youngest child and by the schools of all.
with told as (
    select
        list_concat(cells, school_cells) as cells,
        unnest([
            {'measure': 'families_of_patients', 'is_counted': has_patient_parent},
            {'measure': 'joint_cases', 'is_counted': is_joint}
        ]) as told
    from counts.family_profile
)

select
    t.told.measure as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where t.told.is_counted) as value,
    count(*) filter (where t.told.is_counted) as family_count,
    count(*) as of_value
from told as t, unnest(t.cells) as u (cell)
where cell.breakdown in ('total', 'practice', 'family_school', 'ward')
group by all
