-- What became of the rows of each source, of the records about people that came of them, and of how many
-- persons they are. Each step adds up to the one before it: see the definition.
with person as (
    select
        person_id,
        count(*) as records
    from linkage.person_record
    group by person_id
),

fate as (
    select
        r.source,
        m.person_id,
        case
            when r.is_restricted then 'withheld'
            when not coalesce(m.is_linkable, false) then 'not_linkable'
            when p.records > 1 then 'linked'
            else 'alone'
        end as fate
    from conformed.person_record as r
    left join linkage.person_record as m on r.source = m.source and r.record_id = m.record_id
    left join person as p on m.person_id = p.person_id
),

row_count as (
    select
        source,
        sum(records)::bigint as received
    from raw.delivery
    group by source
),

rejected as (
    select
        source,
        count(*) as rows
    from raw.rejected
    group by source
),

left_out as (
    select
        source,
        sum(rows)::bigint as rows
    from conformed.left_out
    where table_name = 'person_record'
    group by source
),

of_source as (
    select
        source,
        count(*) as records,
        count(*) filter (where fate = 'withheld') as withheld,
        count(*) filter (where fate = 'not_linkable') as not_linkable,
        count(*) filter (where fate = 'linked') as linked,
        count(*) filter (where fate = 'alone') as alone,
        count(distinct person_id) as persons
    from fate
    group by source
),

told as (
    select
        s.source,
        unnest([
            {'measure': 'rows_received', 'rows': coalesce(r.received, 0), 'of_rows': null},
            {'measure': 'rows_set_aside', 'rows': coalesce(j.rows, 0), 'of_rows': coalesce(r.received, 0)},
            {'measure': 'found', 'rows': s.records + coalesce(l.rows, 0), 'of_rows': null},
            {'measure': 'left_out', 'rows': coalesce(l.rows, 0), 'of_rows': s.records + coalesce(l.rows, 0)},
            {'measure': 'records', 'rows': s.records, 'of_rows': s.records + coalesce(l.rows, 0)},
            {'measure': 'withheld', 'rows': s.withheld, 'of_rows': s.records},
            {'measure': 'not_linkable', 'rows': s.not_linkable, 'of_rows': s.records},
            {'measure': 'linked', 'rows': s.linked, 'of_rows': s.records},
            {'measure': 'alone', 'rows': s.alone, 'of_rows': s.records},
            {'measure': 'persons', 'rows': s.persons, 'of_rows': null}
        ]) as told
    from of_source as s
    left join row_count as r on s.source = r.source
    left join rejected as j on s.source = j.source
    left join left_out as l on s.source = l.source
)

select
    told.measure as measure,
    'source' as breakdown,
    source as category,
    told.rows as value,
    told.rows as family_count,
    told.of_rows as of_value
from told

union all

-- A person of two sources is one person: of all sources they are fewer than the sum.
select
    'persons' as measure,
    'total' as breakdown,
    'all' as category,
    count(*) as value,
    count(*) as family_count,
    null as of_value
from person

union all

select
    'families' as measure,
    'total' as breakdown,
    'all' as category,
    count(*) as value,
    count(*) as family_count,
    null as of_value
from family.unit
