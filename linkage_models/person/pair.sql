-- Guarded pairs with tonight's chance of a match in their weights. Where what a source that holds people
-- once says takes more than the guard of the pair, it is the guard.
with held_against as (
    select
        g.*,
        v.name as other_guard,
        v.weight as other_weight,
        coalesce(v.weight < g.match_weight - g.match_weight_before_guard - 1e-6, false) as is_held_against
    from linkage.guarded_pair as g
    left join once as v on g.record_number_l = v.record_number_l and g.record_number_r = v.record_number_r
)

select
    p.record_number_l,
    p.record_number_r,
    p.source_l,
    p.source_r,
    p.blocking_rule,
    p.match_weight_before_guard + $shift as match_weight_before_guard,
    case when p.is_held_against then p.other_guard else p.guard end as guard,
    case when p.is_held_against then p.match_weight_before_guard + p.other_weight else p.match_weight end
    + $shift as match_weight,
    columns('weight_of_.*'),
    p.closeness,
    p.cannot_be_one
from held_against as p
