-- The numbers of the records that would have joined parts of one true person.
select record_number_l as record_number
from wanted_pair
union
select record_number_r as record_number
from wanted_pair
