-- Patients who expect a child: a parent of an unborn child, and of one whom social care knows.
with told as (
    select
        family_key,
        cells,
        unnest([
            {'measure': 'expecting', 'is_counted': is_expecting},
            {'measure': 'known_to_social_care', 'is_counted': is_expecting_in_social_care}
        ]) as told
    from counts.patient
)

select
    t.told.measure as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where t.told.is_counted) as value,
    count(distinct t.family_key) filter (where t.told.is_counted) as family_count,
    count(*) as of_value
from told as t, unnest(t.cells) as u (cell)
group by all
