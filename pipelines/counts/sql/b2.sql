-- Adults recorded as no parent, or not recorded, whom linkage shows to be a parent.
with told as (
    select
        family_key,
        is_linked_parent,
        list_append(cells, {'breakdown': 'recorded_status', 'category': recorded_status}) as cells
    from counts.patient
    where recorded_status in ('no', 'blank')
)

select
    'parents' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where t.is_linked_parent) as value,
    count(distinct t.family_key) filter (where t.is_linked_parent) as family_count,
    count(*) as of_value
from told as t, unnest(t.cells) as u (cell)
group by cell.breakdown, cell.category
