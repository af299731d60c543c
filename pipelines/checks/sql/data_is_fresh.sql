-- Data older than the days that the configuration allows; without such a limit, none.
select count(*) as contradictions
from raw.chosen
where source = $source and $as_at - data_as_at > freshness_days
