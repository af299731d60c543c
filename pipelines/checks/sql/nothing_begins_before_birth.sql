-- Involvements that begin before the person is born; an unborn child may be known for nine months.
select count(*) as contradictions
from conformed.involvement as i
inner join conformed.person_record as p on i.source = p.source and i.record_id = p.record_id
where
    i.source = $source
    and p.date_of_birth_quality = 'full'
    and i.start_date < p.date_of_birth - interval 280 day
