-- Earlier nights that could not be read: persons go on from an older one, or all begin anew.
select count(*) as contradictions
from linkage.last_night
where problem is not null
