-- Every address by what it is evidence of. What is said of a place goes before what is counted there;
-- refuges and homes of restricted records tell nothing in either direction.
with withheld as (
    select distinct person_id
    from family.stay
    where person_id is not null and said = 'pseudo' and to_date >= $as_at
),

refuge as (
    select r.address
    from family.presence as r
    inner join withheld as w on r.person_id = w.person_id
    where r.to_date >= $as_at
    group by r.address
),

every as (
    select
        s.address,
        s.is_restricted,
        s.said,
        s.classed,
        coalesce(f.people, 0) as people,
        coalesce(f.adults, 0) as adults,
        coalesce(f.children, 0) as children,
        coalesce(f.parties, 1) as parties,
        coalesce(f.largest_group, 1) as largest_group,
        r.address is not null as has_withheld
    from family.place_said as s
    left join family.place_filling as f on s.address = f.address
    left join refuge as r on s.address = r.address
),

classified as (
    select
        *,
        case
            when is_restricted then 'restricted'
            when said = 'pseudo' then 'pseudo'
            when 'hostel or refuge' in (said, classed) then 'hostel or refuge'
            when has_withheld and said = 'temporary' and parties > 1 then 'hostel or refuge'
            when classed in ('communal', 'non-residential') or said = 'communal' then 'communal'
            when said = 'temporary' or classed = 'temporary' then 'temporary'
            when people > $household_at_most and largest_group * 2 <= people then 'crowded'
            when classed = 'shared house' then 'shared house'
            -- Most shared houses are classed as dwellings.
            when
                children = 0 and adults >= $sharers and parties = adults and largest_group = 1
                then 'shared house'
            else 'residential'
        end as kind
    from every
)

select
    address,
    kind,
    case kind
        when 'restricted' then 'a restricted record lives here'
        when 'pseudo' then 'stands for an address'
        when 'crowded' then 'more people at one time than a household, most of them without ties'
        when 'residential' then 'nothing speaks against a home'
        else
            case
                when said = kind then 'a source or its name says so'
                when
                    classed is not null and (classed = kind or kind = 'communal')
                    then 'classed so by its UPRN'
                when kind = 'shared house' then 'adults of different names, without ties'
                else 'people whose address is withheld live here, of several families'
            end
            || if(kind in ('temporary', 'shared house') and parties <= 1, '; one family at a time', '')
    end as reason,
    people,
    kind = 'residential' or (kind in ('temporary', 'shared house') and parties <= 1) as is_evidence
from classified
