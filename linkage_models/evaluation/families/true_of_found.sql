-- Whom each found person mostly is: the true person of most of its records.
select
    found_id,
    true_id
from person_met
qualify row_number() over (partition by found_id order by records desc, true_id) = 1
