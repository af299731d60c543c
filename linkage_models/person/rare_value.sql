-- What few records hold brings them together by itself, whatever else differs; what many hold would
-- bring together strangers. So that the pairs grow as the records do, and not as their square.
with told as (
    select
        l.source,
        l.record_id,
        v.value
    from linkage.linkable as l
    left join linkage.home as h on l.source = h.source and l.record_id = h.record_id
    cross join
        unnest(list_concat(
            [
                l.given_name || ' ' || l.family_name,
                'family ' || l.family_name,
                'given ' || l.given_name,
                'birth ' || l.date_of_birth,
                'postcode ' || h.current_postcode
            ],
            list_transform(h.lines, lambda x: 'line ' || x)
        )) as v (value)
    where v.value is not null
),

rare as (
    select
        source,
        record_id,
        value
    from told
    qualify count(*) over (partition by value) between 2 and $bearers_of_a_rare_value
)

select
    source,
    record_id,
    list_sort(list(value)) as rare_values
from rare
group by source, record_id
