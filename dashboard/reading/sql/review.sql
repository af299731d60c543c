-- Pairs that people should look at, by the sources of their records.
select
    p.source_l,
    p.source_r,
    count(v.match_weight) as pair_count
from linkage.for_review as v
join linkage.pair as p using (record_number_l, record_number_r)
group by p.source_l, p.source_r
order by pair_count desc, p.source_l, p.source_r
