-- How many are at each address at one time: people, adults, children, parties (people of one recorded
-- group or surname), and the largest recorded group. One pass over comings and goings, however many.
with at_home as (
    select
        r.address,
        r.person_id,
        o.party,
        o.family_group,
        coalesce(
            coalesce(p.date_of_birth, p.expected_date_of_birth) > $as_at - interval 18 year, false
        ) as is_child,
        r.from_date,
        r.to_date
    from family.presence as r
    inner join linkage.person as p on r.person_id = p.person_id
    left join occupant_party as o on r.address = o.address and r.person_id = o.person_id
),

-- What is counted, each over the days it lasts.
spell as (
    select
        address,
        'people' as counted,
        0 as part,
        from_date,
        to_date
    from at_home
    union all by name
    select
        address,
        case when is_child then 'children' else 'adults' end as counted,
        0 as part,
        from_date,
        to_date
    from at_home
    where party is not null
    union all by name
    select
        address,
        'group' as counted,
        family_group as part,
        from_date,
        to_date
    from at_home
    where party is not null and family_group is not null
    union all by name
    select
        address,
        'parties' as counted,
        0 as part,
        min(from_date) as from_date,
        max(to_date) as to_date
    from at_home
    where party is not null
    group by address, party
),

step as (
    select
        address,
        counted,
        part,
        from_date as day,
        1 as more
    from spell
    union all by name
    select
        address,
        counted,
        part,
        to_date + 1 as day,
        -1 as more
    from spell
),

by_day as (
    select
        address,
        counted,
        part,
        day,
        sum(more) as more
    from step
    group by address, counted, part, day
),

present as (
    select
        address,
        counted,
        sum(more) over (
            partition by address, counted, part order by day rows unbounded preceding
        )::integer as present
    from by_day
)

select
    address,
    max(present) filter (where counted = 'people') as people,
    coalesce(max(present) filter (where counted = 'adults'), 0) as adults,
    coalesce(max(present) filter (where counted = 'children'), 0) as children,
    coalesce(max(present) filter (where counted = 'parties'), 1) as parties,
    coalesce(max(present) filter (where counted = 'group'), 1) as largest_group
from present
group by address
