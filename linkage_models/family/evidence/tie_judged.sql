-- Every stated tie with the reason why it is set aside, if it is.
with of_many as (
    select from_person_id
    from family.stated_tie
    where
        reason is null
        and type in ('parent_of', 'adoptive_parent_of', 'step_parent_of', 'guardian_of', 'carer_of')
    group by from_person_id
    having count(distinct to_person_id) > $children_at_most
)

select
    t.from_person_id,
    t.to_person_id,
    t.type,
    t.source,
    t.parental_responsibility,
    t.lives_with,
    t.from_date,
    t.to_date,
    t.source_value,
    coalesce(
        t.reason, c.reason, if(m.from_person_id is not null, 'of more children than anybody has', null)
    ) as reason
from family.stated_tie as t
left join family.tie_contradicted as c
    on
        t.from_person_id = c.from_person_id
        and t.to_person_id = c.to_person_id
        and t.type in ('parent_of', 'adoptive_parent_of')
left join of_many as m
    on
        t.from_person_id = m.from_person_id
        and t.type in ('parent_of', 'adoptive_parent_of', 'step_parent_of', 'guardian_of', 'carer_of')
