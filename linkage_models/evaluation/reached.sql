-- For each judged record that can be linked: how many other records of its person can be, were
-- brought together with it by a blocking rule, and were kept by the model.
with numbered as (
    select
        r.record_number,
        j.source,
        j.record_id,
        j.true_id
    from labelled.judged as j
    inner join linkage.record as r on j.source = r.source and j.record_id = r.record_id
),

met as (
    select
        least(join_key_l, join_key_r) as record_number_l,
        greatest(join_key_l, join_key_r) as record_number_r,
        false as is_kept
    from blocked_pair
    union all
    select
        least(record_number_l, record_number_r) as record_number_l,
        greatest(record_number_l, record_number_r) as record_number_r,
        true as is_kept
    from linkage.pair
),

true_pair as (
    select
        m.record_number_l,
        m.record_number_r,
        bool_or(m.is_kept) as is_kept
    from met as m
    inner join numbered as l on m.record_number_l = l.record_number
    inner join numbered as r on m.record_number_r = r.record_number and l.true_id = r.true_id
    group by m.record_number_l, m.record_number_r
),

by_record as (
    select
        record_number_l as record_number,
        is_kept
    from true_pair
    union all
    select
        record_number_r as record_number,
        is_kept
    from true_pair
),

counted as (
    select
        record_number,
        count(*) as brought,
        count(*) filter (where is_kept) as kept
    from by_record
    group by record_number
)

select
    n.source,
    n.record_id,
    count(*) over (partition by n.true_id) - 1 as linkable,
    coalesce(c.brought, 0) as brought,
    coalesce(c.kept, 0) as kept
from numbered as n
left join counted as c on n.record_number = c.record_number
