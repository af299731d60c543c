-- What lines, sources and the reference file say of each address, before anybody is counted. What is
-- said of a line holds for the UPRN beside it, and the reverse.
with told as (
    select
        unnest(list_filter([s.line_key, s.uprn_key], lambda k: k is not null)) as address,
        s.is_restricted and s.to_date >= $as_at as is_restricted,
        s.said,
        p.kind as classed
    from family.stay as s
    left join conformed.place as p on s.uprn = p.uprn
),

of_key as (
    select
        address,
        bool_or(is_restricted) as is_restricted,
        min(
            case said
                when 'pseudo' then 1
                when 'hostel or refuge' then 2
                when 'communal' then 3
                when 'temporary' then 4
            end
        ) as said_order,
        min(classed) as classed
    from told
    group by address
),

beside as (
    select distinct
        line_key as address,
        uprn_key as other
    from family.stay
    where line_key is not null and uprn_key is not null
    union all
    select distinct
        uprn_key as address,
        line_key as other
    from family.stay
    where line_key is not null and uprn_key is not null
),

gathered as (
    from of_key
    union all by name
    select
        b.address,
        k.is_restricted,
        k.said_order,
        k.classed
    from beside as b
    inner join of_key as k on b.other = k.address
),

-- A hidden home is hidden under every spelling: its line makes its UPRN one, and that its other lines.
hidden as (
    select b.other as address
    from beside as b
    inner join gathered as g on b.address = g.address
    where g.is_restricted
)

select
    address,
    bool_or(is_restricted) or address in (select h.address from hidden as h) as is_restricted,
    (['pseudo', 'hostel or refuge', 'communal', 'temporary'])[min(said_order)] as said,
    min(classed) as classed
from gathered
group by address
