-- NHS numbers outside the test range, in a warehouse whose people are said to be made up.
select count(*) as contradictions
from conformed.person_record
where source = $source and nhs_number is not null and not starts_with(nhs_number, '99')
