-- Figures that are larger than what they are a share of, or come from more families than they count.
select count(*) as contradictions
from counts.figure
where value < 0 or value > of_value or family_count > value
