-- Labelled pairs by group, a person being the unit of chance: sums of what was rightly joined, of all that is
-- joined and of all that is one person. A pair is of every group that one of its records is of.
with judged as (
    select
        t.weight_of_sample as weight,
        t.same as is_same,
        a.person_id = b.person_id as is_joined,
        least(a.person_id, b.person_id) as person_id,
        list_distinct([
            {'grp': 'sex', 'category': l.sex},
            {'grp': 'sex', 'category': r.sex},
            {'grp': 'ethnic_group', 'category': l.ethnic_group},
            {'grp': 'ethnic_group', 'category': r.ethnic_group},
            {'grp': 'imd_decile', 'category': l.imd_decile},
            {'grp': 'imd_decile', 'category': r.imd_decile},
            {'grp': 'age_group', 'category': l.age_group},
            {'grp': 'age_group', 'category': r.age_group},
            {
                'grp': 'sources',
                'category': least(l.source, r.source) || ' + ' || greatest(l.source, r.source)
            },
            {
                'grp': 'closeness',
                'category': case when p.closeness = 'one household' then 'one household' else 'elsewhere' end
            }
        ]) as cells
    from label as t
    inner join record_group as l on t.source_l = l.source and t.record_id_l = l.record_id
    inner join record_group as r on t.source_r = r.source and t.record_id_r = r.record_id
    inner join linkage.person_record as a on t.source_l = a.source and t.record_id_l = a.record_id
    inner join linkage.person_record as b on t.source_r = b.source and t.record_id_r = b.record_id
    left join linkage.record as m on t.source_l = m.source and t.record_id_l = m.record_id
    left join linkage.record as n on t.source_r = n.source and t.record_id_r = n.record_id
    left join linkage.pair as p
        on
            least(m.record_number, n.record_number) = p.record_number_l
            and greatest(m.record_number, n.record_number) = p.record_number_r
),

member as (
    select
        unnest(cells) as cell,
        weight,
        is_same,
        is_joined,
        person_id
    from judged
),

of_person as (
    select
        cell.grp,
        cell.category,
        count(*) as labels,
        count(*) filter (where is_joined) as labels_joined,
        count(*) filter (where is_same) as labels_same,
        coalesce(sum(weight) filter (where is_same and is_joined), 0) as found,
        coalesce(sum(weight) filter (where is_joined), 0) as joined,
        coalesce(sum(weight) filter (where is_same), 0) as same
    from member
    group by cell.grp, cell.category, person_id
)

select
    grp,
    category,
    sum(labels)::bigint as labels,
    sum(labels_joined)::bigint as labels_joined,
    sum(labels_same)::bigint as labels_same,
    sum(found) as found,
    sum(joined) as joined,
    sum(same) as same,
    sum(found * found) as found_found,
    sum(found * joined) as found_joined,
    sum(found * same) as found_same,
    sum(joined * joined) as joined_joined,
    sum(same * same) as same_same,
    count(*) filter (where joined > 0) as persons_joined,
    count(*) filter (where same > 0) as persons_same
from of_person
group by grp, category
order by grp, category
