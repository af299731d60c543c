-- Sums of every measure, for everybody and for each group. A person's group is what most of their
-- records say; the group `source` is of records.
with dimension as (
    select distinct dimension from labelled.person_trait
),

person as (
    select distinct true_id from labelled.cell
),

person_group as (
    select
        p.true_id,
        d.dimension,
        coalesce(s.grp, 'not known') as grp
    from person as p
    cross join dimension as d
    left join labelled.person_trait as s on p.true_id = s.true_id and d.dimension = s.dimension
    union all
    select
        true_id,
        'all' as dimension,
        'all' as grp
    from person
),

grouped as (
    select
        g.dimension,
        g.grp,
        c.*
    from labelled.cell as c
    inner join person_group as g on c.true_id = g.true_id
    union all by name
    select
        'source' as dimension,
        source as grp,
        *
    from labelled.cell
),

unit_sums as (
    select
        dimension,
        grp,
        unit,
        count(distinct true_id)::double as persons,
        count(distinct found_id)::double as found_persons,
        count(distinct true_id) filter (where records = true_records and records = found_records)::double
            as exact_persons,
        sum(source_records)::double as records,
        sum(source_records * (records - 1))::double as shared_pairs,
        sum(source_records * (true_records - 1))::double as true_pairs,
        sum(source_records * (found_records - 1))::double as found_pairs,
        sum(source_records * neighbours)::double as neighbour_pairs,
        sum(source_records * records / found_records) as b_cubed_precision,
        sum(source_records * records / true_records) as b_cubed_recall,
        sum(linkable)::double as linkable_pairs,
        sum(brought)::double as brought_pairs,
        sum(kept)::double as kept_pairs
    from grouped
    group by dimension, grp, unit
)

select
    dimension,
    grp,
    sum(persons)::bigint as persons,
    sum(records)::bigint as records,
    share_sums(shared_pairs, found_pairs) as pair_precision,
    share_sums(shared_pairs, true_pairs) as pair_recall,
    share_sums(2 * shared_pairs, found_pairs + true_pairs) as pair_f1,
    share_sums(b_cubed_precision, records) as b_cubed_precision,
    share_sums(b_cubed_recall, records) as b_cubed_recall,
    share_sums(exact_persons, found_persons) as exact_precision,
    share_sums(exact_persons, persons) as exact_recall,
    share_sums(2 * exact_persons, found_persons + persons) as exact_f1,
    share_sums(neighbour_pairs, found_pairs) as false_in_household,
    share_sums(linkable_pairs, true_pairs) as can_be_linked,
    share_sums(brought_pairs, true_pairs) as blocking_recall,
    share_sums(kept_pairs, true_pairs) as kept
from unit_sums
group by dimension, grp
order by dimension, grp
