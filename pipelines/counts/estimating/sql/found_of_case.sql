-- Where the people drawn are tonight: the person of a frame that has most of their records, and how many
-- persons of that frame have any.
with held as (
    select
        c.case_id,
        m.person_id,
        count(*) as records
    from case_drawn as c
    inner join reviewed_record as v on c.case_id = v.person_id
    inner join linkage.person_record as m on v.source = m.source and v.record_id = m.record_id
    semi join in_frame as f on m.person_id = f.person_id
    group by c.case_id, m.person_id
)

select
    case_id,
    arg_max(person_id, (records, -person_id)) as person_id,
    count(*) as persons
from held
group by case_id
