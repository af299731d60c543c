-- Pairs known to be two people, wherever the rest of their clusters would join them.
with stated as (
    select
        f.record_number - 1 as node_l,
        t.record_number - 1 as node_r
    from conformed.relationship as r
    inner join linkage.record as f on r.source = f.source and r.from_record_id = f.record_id
    inner join linkage.record as t on r.source = t.source and r.to_record_id = t.record_id
),

guarded as (
    select
        record_number_l - 1 as node_l,
        record_number_r - 1 as node_r
    from linkage.pair
    where cannot_be_one
)

select
    node_l,
    node_r
from stated
union
select
    node_l,
    node_r
from guarded
order by node_l, node_r
