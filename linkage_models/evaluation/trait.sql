-- What records say of the people they are about, for judging groups apart; never used to link.
select
    source,
    record_id,
    'sex' as dimension,
    sex as grp
from conformed.person_record
where sex <> 'U'
union all
select
    source,
    record_id,
    'ethnic group' as dimension,
    ethnic_group as grp
from conformed.person_record
where ethnic_group is not null
union all
select
    source,
    record_id,
    'born' as dimension,
    cast(year(date_of_birth) - year(date_of_birth) % 10 as varchar) || 's' as grp
from conformed.person_record
where date_of_birth is not null and date_of_birth_quality <> 'default'
