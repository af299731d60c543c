-- Of how many records persons are, and of how many children families.
with sized as (
    select
        'records of a person' as subject,
        count(*) as members
    from linkage.person_record
    group by person_id
    union all
    select
        'children of a family' as subject,
        child_count as members
    from family.unit
)

select
    subject,
    case
        when members < 5 then members::varchar
        when members < 10 then '5 to 9'
        else '10 and more'
    end as part,
    count(*) as amount
from sized
group by all
