-- The two records of a pair: each by its own number, because a list of numbers reads them all.
select l.*
from linkage.record as l
where l.record_number = $number_l
union all
select r.*
from linkage.record as r
where r.record_number = $number_r
order by record_number
