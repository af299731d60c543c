-- A sheet of pairs with its answers.
select
    s.source_l,
    s.record_id_l,
    s.source_r,
    s.record_id_r,
    case
        when l.person_id = r.person_id then 'yes'
        when l.person_id is not null and r.person_id is not null then 'no'
    end as same,
    $reviewer as reviewer,
    $decided_on as decided_on
from sheet as s
left join truth_record as l on s.source_l = l.source and s.record_id_l = l.record_id
left join truth_record as r on s.source_r = r.source and s.record_id_r = r.record_id
order by s.source_l, s.record_id_l, s.source_r, s.record_id_r
