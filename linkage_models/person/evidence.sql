-- Every link with the kind of its evidence, and why it was cut where it was.
select
    node_l + 1 as record_number_l,
    node_r + 1 as record_number_r,
    case when isfinite(match_weight) then match_weight end as match_weight,
    case
        when is_human then 'human'
        when is_sure then 'exact identifier'
        when is_kept then 'kept'
        else 'probabilistic'
    end as evidence,
    is_cut,
    cut_reason
from standing
order by record_number_l, record_number_r
