-- Families, by what is doubtful about them.
select
    coalesce(flag, '') as flag,
    count(*) as unit_count
from family.unit
group by flag
order by unit_count desc, flag
