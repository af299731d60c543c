-- Every stated tie with the reason why it is set aside, if it is.
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
    coalesce(t.reason, c.reason) as reason
from family.stated_tie as t
left join family.tie_contradicted as c
    on
        t.from_person_id = c.from_person_id
        and t.to_person_id = c.to_person_id
        and t.type in ('parent_of', 'adoptive_parent_of')
