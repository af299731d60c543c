-- Children of adults open to mental health who are looked after, and those with early help alone.
with told as (
    select
        unit_id,
        cells,
        unnest([
            {'measure': 'looked_after', 'is_counted': is_looked_after},
            {'measure': 'early_help_only', 'is_counted': is_in_early_help and not is_in_social_care}
        ]) as told
    from counts.child
    where has_patient_parent and not is_unborn
)

select
    t.told.measure as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where t.told.is_counted) as value,
    count(distinct t.unit_id) filter (where t.told.is_counted) as family_count,
    count(*) as of_value
from told as t, unnest(t.cells) as u (cell)
group by all
