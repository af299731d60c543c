-- What most records of each person say of it, for judging groups apart.
select
    t.true_id,
    t.person_id,
    s.dimension,
    s.grp
from labelled.truth as t
inner join labelled.trait as s on t.source = s.source and t.record_id = s.record_id
group by t.true_id, t.person_id, s.dimension, s.grp
qualify row_number() over (partition by t.true_id, s.dimension order by count(*) desc, s.grp) = 1
