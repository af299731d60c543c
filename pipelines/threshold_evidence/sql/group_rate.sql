-- By group, by pair of sources, and within a household or not: records, those that are one person with
-- another record, and links that stand. A link is of every group that one of its ends is of.
with record as (
    select
        g.*,
        m.person_id,
        count(*) over (partition by m.person_id) > 1 as is_linked
    from record_group as g
    inner join linkage.person_record as m on g.source = m.source and g.record_id = m.record_id
),

member as (
    select
        is_linked,
        unnest([
            {'grp': 'sex', 'category': sex},
            {'grp': 'ethnic_group', 'category': ethnic_group},
            {'grp': 'imd_decile', 'category': imd_decile},
            {'grp': 'age_group', 'category': age_group}
        ]) as cell
    from record
),

numbered as (
    select
        n.record_number,
        g.*
    from linkage.record as n
    inner join record_group as g on n.source = g.source and n.record_id = g.record_id
),

standing as (
    select
        record_number_l,
        record_number_r
    from linkage.link
    where not is_cut
),

link_cell as (
    select
        unnest(list_distinct([
            {'grp': 'sex', 'category': l.sex},
            {'grp': 'sex', 'category': r.sex},
            {'grp': 'ethnic_group', 'category': l.ethnic_group},
            {'grp': 'ethnic_group', 'category': r.ethnic_group},
            {'grp': 'imd_decile', 'category': l.imd_decile},
            {'grp': 'imd_decile', 'category': r.imd_decile},
            {'grp': 'age_group', 'category': l.age_group},
            {'grp': 'age_group', 'category': r.age_group},
            {'grp': 'sources', 'category': least(l.source, r.source) || ' + ' || greatest(l.source, r.source)}
        ])) as cell
    from standing as s
    inner join numbered as l on s.record_number_l = l.record_number
    inner join numbered as r on s.record_number_r = r.record_number
),

household as (
    select
        least(record_number_l, record_number_r) as record_number_l,
        greatest(record_number_l, record_number_r) as record_number_r,
        case when closeness = 'one household' then 'one household' else 'elsewhere' end as category
    from linkage.pair
),

compared as (
    select
        h.category,
        [h.record_number_l, h.record_number_r] as record_numbers,
        a.person_id = b.person_id as is_joined
    from household as h
    inner join numbered as l on h.record_number_l = l.record_number
    inner join numbered as r on h.record_number_r = r.record_number
    inner join record as a on l.source = a.source and l.record_id = a.record_id
    inner join record as b on r.source = b.source and r.record_id = b.record_id
),

compared_end as (
    select
        category,
        is_joined,
        unnest(record_numbers) as record_number
    from compared
),

compared_record as (
    select
        category,
        record_number,
        bool_or(is_joined) as is_linked
    from compared_end
    group by category, record_number
),

of_source as (
    select
        source,
        count(*) as records
    from record
    group by source
),

of_person as (
    select
        person_id,
        source,
        count(*) as records
    from record
    group by person_id, source
),

together as (
    select
        l.source as source_l,
        r.source as source_r,
        case when l.source = r.source then l.records else l.records + r.records end as linked
    from of_person as l
    inner join of_person as r on l.person_id = r.person_id and l.source <= r.source
    where l.source < r.source or l.records > 1
),

counted as (
    select
        cell.grp,
        cell.category,
        count(*) as records,
        count(*) filter (where is_linked) as linked,
        0 as links
    from member
    group by cell.grp, cell.category
    union all
    select
        'sources' as grp,
        t.source_l || ' + ' || t.source_r as category,
        any_value(case when t.source_l = t.source_r then l.records else l.records + r.records end) as records,
        sum(t.linked) as linked,
        0 as links
    from together as t
    inner join of_source as l on t.source_l = l.source
    inner join of_source as r on t.source_r = r.source
    group by t.source_l, t.source_r
    union all
    select
        cell.grp,
        cell.category,
        0 as records,
        0 as linked,
        count(*) as links
    from link_cell
    group by cell.grp, cell.category
    union all
    select
        'closeness' as grp,
        category,
        count(*) as records,
        count(*) filter (where is_linked) as linked,
        0 as links
    from compared_record
    group by category
    union all
    select
        'closeness' as grp,
        coalesce(h.category, 'elsewhere') as category,
        0 as records,
        0 as linked,
        count(*) as links
    from standing as s
    left join household as h
        on s.record_number_l = h.record_number_l and s.record_number_r = h.record_number_r
    group by h.category
)

select
    grp,
    category,
    sum(records)::bigint as records,
    sum(linked)::bigint as linked,
    sum(links)::bigint as links
from counted
group by grp, category
order by grp, category
