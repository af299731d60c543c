-- 'A : B' says that person_id is A to other_person_id; mothers of the cohort are stated again.
select
    r.person_id as from_record_id,
    r.other_person_id as to_record_id,
    coalesce(t.description, 'other') as type,
    r.parental_responsibility,
    r.start_date as from_date,
    r.end_date as to_date,
    t.description_as_received as source_value
from typed.dm_personal_relationships as r
left join typed.dm_personal_rel_types as t on r.personal_rel_type_id = t.personal_rel_type_id
where r.person_id <> r.other_person_id

union all by name

select
    m.moth_person_id as from_record_id,
    m.moth_childs_person_id as to_record_id,
    'parent_of' as type,
    'mother' as source_value
from typed.ssd_mother as m
where m.moth_person_id <> m.moth_childs_person_id
