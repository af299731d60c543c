-- Every pair of records of one true person that would have joined a part to another.
select
    l.true_id,
    l.found_id,
    least(l.record_number, r.record_number) as record_number_l,
    greatest(l.record_number, r.record_number) as record_number_r
from fragment as f
inner join judged as l on f.true_id = l.true_id and f.found_id = l.found_id
inner join judged as r on l.true_id = r.true_id and l.found_id <> r.found_id
where f.place_in_true > 1
