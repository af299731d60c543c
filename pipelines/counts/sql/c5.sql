-- Referrals of children of patients and of other children, and those that ended without further action.
with told as (
    select
        unit_id,
        [
            {'breakdown': 'total', 'category': 'all'},
            {'breakdown': 'children_of_patients', 'category': is_of_patient}
        ] as cells,
        unnest([
            {'measure': 'referrals', 'is_counted': true, 'has_share': false},
            {'measure': 'no_further_action', 'is_counted': is_ended_without_action, 'has_share': true}
        ]) as told
    from counts.referral
)

select
    t.told.measure as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where t.told.is_counted) as value,
    count(distinct t.unit_id) filter (where t.told.is_counted) as family_count,
    case when any_value(t.told.has_share) then count(*) end as of_value
from told as t, unnest(t.cells) as u (cell)
group by all
