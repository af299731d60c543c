-- Splink's clusters as persons: each record with the person it was put to.
select
    r.source,
    r.record_id,
    dense_rank() over (order by c.cluster_id) as person_id
from baseline_cluster as c
inner join baseline_record as r on c.unique_id = r.unique_id
