-- Clients without a surname, where they are more than one in twenty. Nobody can link them by name: a
-- return stands alone, or does not join to the system's own extract, and is then counted beside it.
select
    case
        when count(*) filter (where family_name is null) * 20 > count(*)
            then count(*) filter (where family_name is null)
        else 0
    end as contradictions
from conformed.person_record
where source = $source and is_client
