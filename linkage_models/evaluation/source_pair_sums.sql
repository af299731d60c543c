-- Pairs of records by the two sources they are of: how many are true, found, and both.
with by_truth as (
    select
        true_id,
        source,
        any_value(unit order by unit) as unit,
        sum(source_records) as records
    from labelled.cell
    group by true_id, source
),

by_found as (
    select
        found_id,
        source,
        any_value(unit order by unit) as unit,
        sum(source_records) as records
    from labelled.cell
    group by found_id, source
),

counted as (
    select
        l.unit,
        l.source as source_l,
        r.source as source_r,
        case when l.source = r.source then l.records * (l.records - 1) / 2 else l.records * r.records end
            as true_pairs,
        0 as found_pairs,
        0 as shared_pairs,
        l.true_id
    from by_truth as l
    inner join by_truth as r on l.true_id = r.true_id and l.source <= r.source
    union all
    select
        l.unit,
        l.source as source_l,
        r.source as source_r,
        0 as true_pairs,
        case when l.source = r.source then l.records * (l.records - 1) / 2 else l.records * r.records end
            as found_pairs,
        0 as shared_pairs,
        null as true_id
    from by_found as l
    inner join by_found as r on l.found_id = r.found_id and l.source <= r.source
    union all
    select
        l.unit,
        l.source as source_l,
        r.source as source_r,
        0 as true_pairs,
        0 as found_pairs,
        case
            when l.source = r.source then l.source_records * (l.source_records - 1) / 2
            else l.source_records * r.source_records
        end as shared_pairs,
        null as true_id
    from labelled.cell as l
    inner join labelled.cell as r
        on l.true_id = r.true_id and l.found_id = r.found_id and l.source <= r.source
),

unit_sums as (
    select
        unit,
        source_l,
        source_r,
        count(distinct true_id) filter (where true_pairs > 0) as persons,
        sum(true_pairs)::double as true_pairs,
        sum(found_pairs)::double as found_pairs,
        sum(shared_pairs)::double as shared_pairs
    from counted
    group by unit, source_l, source_r
)

select
    'source pair' as dimension,
    source_l || ' + ' || source_r as grp,
    sum(persons)::bigint as persons,
    0 as records,
    share_sums(shared_pairs, found_pairs) as pair_precision,
    share_sums(shared_pairs, true_pairs) as pair_recall,
    share_sums(2 * shared_pairs, found_pairs + true_pairs) as pair_f1,
    null as b_cubed_precision,
    null as b_cubed_recall,
    null as exact_precision,
    null as exact_recall,
    null as exact_f1,
    null as false_in_household,
    null as can_be_linked,
    null as blocking_recall,
    null as kept
from unit_sums
group by source_l, source_r
having sum(true_pairs) > 0 or sum(found_pairs) > 0
order by grp
