-- Records that can be linked, by source and by who their person is, and those of them that are linked: their
-- person has another record, in this source or another.
with person as (
    select
        person_id,
        count(*) > 1 as is_linked
    from linkage.person_record
    group by person_id
),

family_of as (
    select
        person_id,
        min(unit_id) as unit_id
    from family.member
    group by person_id
),

record as (
    select
        r.source,
        p.is_linked,
        coalesce(u.unit_id, -m.person_id) as family_key,
        unnest([
            {'breakdown': 'sex', 'category': r.sex},
            {'breakdown': 'age_group', 'category': r.age_group},
            {'breakdown': 'ethnic_group', 'category': r.ethnic_group},
            {'breakdown': 'imd_decile', 'category': r.imd_decile}
        ]) as cell
    from record_group as r
    inner join linkage.person_record as m on r.source = m.source and r.record_id = m.record_id
    inner join person as p on m.person_id = p.person_id
    left join family_of as u on m.person_id = u.person_id
)

select
    'linkable of ' || source as measure,
    cell.breakdown,
    cell.category,
    count(*) as value,
    count(distinct family_key) as family_count,
    null as of_value
from record
group by source, cell.breakdown, cell.category

union all

select
    'linked of ' || source as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where is_linked) as value,
    count(distinct family_key) filter (where is_linked) as family_count,
    count(*) as of_value
from record
group by source, cell.breakdown, cell.category

order by measure, breakdown, category
