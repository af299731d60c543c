-- Pairs that people should look at: likely enough, and not one person by any links that stand.
with doubtful as materialized (
    select
        p.record_number_l,
        p.record_number_r,
        p.match_weight,
        p.closeness,
        l.cluster as cluster_l
    from linkage.pair as p
    inner join cluster as l on p.record_number_l = l.node + 1
    where
        not p.cannot_be_one
        and p.match_weight >= $review_weight
)

select
    p.record_number_l,
    p.record_number_r,
    p.match_weight,
    p.closeness
from doubtful as p
inner join cluster as r on p.record_number_r = r.node + 1
where p.cluster_l <> r.cluster
order by p.record_number_l, p.record_number_r
