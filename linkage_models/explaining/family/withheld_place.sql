-- How many places are used in neither direction because their residents are withheld or protected.
select count(*) as places
from family.place
where kind in ('restricted', 'hostel or refuge')
