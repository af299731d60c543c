-- The parts that true and found persons share, each with its place among the parts of its true
-- person and of its found person, the largest first. Every further part is one error.
select
    true_id,
    found_id,
    row_number() over (partition by true_id order by count(*) desc, found_id) as place_in_true,
    row_number() over (partition by found_id order by count(*) desc, true_id) as place_in_found
from judged
group by true_id, found_id
