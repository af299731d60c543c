-- What few records hold brings them together by itself, whatever else differs; what many hold would
-- bring together strangers. So that the pairs grow as the records do, and not as their square.
with listed as (
    select
        l.source,
        l.record_id,
        unnest(list_concat(
            [
                l.given_name || ' ' || l.family_name,
                'family ' || l.family_name,
                'given ' || l.given_name,
                'birth ' || l.date_of_birth,
                'postcode ' || h.current_postcode
            ],
            list_transform(h.lines, lambda x: 'line ' || x)
        )) as value
    from linkage.linkable as l
    left join linkage.home as h on l.source = h.source and l.record_id = h.record_id
),

told as (
    select
        source,
        record_id,
        value
    from listed
    where value is not null
),

rare as (
    select value
    from told
    group by value
    having count(*) between 2 and $bearers_of_a_rare_value
)

select
    t.source,
    t.record_id,
    list_sort(list(t.value)) as rare_values
from told as t
semi join rare as r on t.value = r.value
group by t.source, t.record_id
