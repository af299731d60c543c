-- The households of each true person, as the truth states them.
select distinct
    true_id,
    household_id as home
from labelled.truth
where household_id is not null
