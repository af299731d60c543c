-- Who is at the addresses that several people share, and with whom each belongs there so far: the
-- last one before it of one recorded group, and of one surname.
with shared as (
    select address
    from family.presence
    group by address
    having count(distinct person_id) >= $several
),

at_home as (
    select distinct
        address,
        person_id
    from family.presence
),

occupant as (
    select
        row_number() over (order by r.address, r.person_id) - 1 as occupant,
        r.address,
        r.person_id,
        g.family_group,
        family_name_key(p.family_name) as family_name
    from at_home as r
    inner join shared as s on r.address = s.address
    inner join linkage.person as p on r.person_id = p.person_id
    left join family_group as g on r.person_id = g.person_id
)

select
    occupant,
    address,
    person_id,
    family_group,
    case
        when family_group is not null
            then lag(occupant) over (partition by address, family_group order by occupant)
    end as of_group,
    case
        when family_name is not null
            then lag(occupant) over (partition by address, family_name order by occupant)
    end as of_name
from occupant
order by occupant
