-- Where each record lives and lived, as keys that can be compared. Places that are nobody's home, and
-- addresses that more records share than a household has, say nothing of who is who.
with lived as (
    select
        source,
        record_id,
        postcode,
        'UPRN ' || uprn as uprn_key,
        -- Where no postcode of the country tells the place, the line keeps its town.
        case when clean_postcode(postcode) is not null then coalesce(premises || ' ' || street, line)
            else line
        end as line,
        premises || ' ' || street as house_and_street,
        address_key(line, postcode) as line_key,
        coalesce(from_date, date '0001-01-01') as since,
        coalesce(to_date, date '9999-12-31') as until
    from conformed.address
    where
        coalesce(use, 'home') <> 'correspondence'
        and coalesce(kind, 'residential') not in ('communal', 'no fixed abode', 'pseudo')
),

by_key as (
    select
        source,
        record_id,
        since,
        until,
        unnest([line_key, uprn_key]) as address
    from lived
),

keyed as (
    select
        source,
        record_id,
        since,
        until,
        address
    from by_key
    where address is not null
),

crowded as (
    select address
    from keyed
    group by address
    having count(distinct source || ' ' || record_id) > $records_of_a_household
),

residence as (
    select
        k.source,
        k.record_id,
        list_sort(list_distinct(list(k.address))) as address_keys,
        list_sort(list(
            struct_pack(address := k.address, from_date := k.since, to_date := k.until)
        )) as residences
    from keyed as k
    anti join crowded as c on k.address = c.address
    group by k.source, k.record_id
),

place as (
    select
        source,
        record_id,
        list_sort(list_distinct(list(postcode))) as postcodes,
        list_sort(list_distinct(list_concat(list(line), list(house_and_street)))) as lines,
        arg_max(postcode, (until, since, postcode)) as current_postcode,
        arg_max(line, (until, since, line)) as current_line
    from lived
    group by source, record_id
)

select
    p.source,
    p.record_id,
    coalesce(r.address_keys, []) as address_keys,
    coalesce(r.residences, []) as residences,
    p.postcodes,
    p.lines,
    p.current_postcode,
    p.current_line
from place as p
left join residence as r on p.source = r.source and p.record_id = r.record_id
