-- Columns that a file holds and nobody declared: the export may have changed.
select coalesce(sum(undeclared_columns), 0) as contradictions
from raw.delivery
where source = $source
