-- Every stated tie with the reason why it is set aside, if it is.
with typed as (
    select
        *,
        type in ('parent_of', 'adoptive_parent_of') as is_parental,
        type in ('parent_of', 'adoptive_parent_of', 'step_parent_of', 'guardian_of', 'carer_of') as is_caring
    from family.stated_tie
),

of_many as (
    select from_person_id
    from typed
    where reason is null and is_caring
    group by from_person_id
    having count(distinct to_person_id) > $children_at_most
)

-- What is of one side only stands outside the joins: within, it would compare everybody with everybody.
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
        t.reason,
        case when t.is_parental then c.reason end,
        case when t.is_caring and m.from_person_id is not null then 'of more children than anybody has' end
    ) as reason
from typed as t
left join family.tie_contradicted as c
    on t.from_person_id = c.from_person_id and t.to_person_id = c.to_person_id
left join of_many as m on t.from_person_id = m.from_person_id
