-- Whom each found person mostly is: the true person of most of its records.
select
    found_id,
    true_id
from judged_all
group by found_id, true_id
qualify row_number() over (partition by found_id order by count(*) desc, true_id) = 1
