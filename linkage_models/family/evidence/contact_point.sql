-- Phones and e-mail addresses by whose they are. One of very many people or many children, or of whom
-- a source calls a professional, is no family's; one of a restricted record tells nothing.
with points as (
    select distinct
        m.person_id,
        k.value,
        coalesce(p.date_of_birth > $as_at - interval 18 year, false) as is_child
    from conformed.contact_point as k
    inner join linkage.person_record as m on k.source = m.source and k.record_id = m.record_id
    inner join linkage.person as p on m.person_id = p.person_id
    where k.value is not null
),

professional as (
    select distinct
        source,
        from_record_id
    from conformed.relationship
    where type = 'professional'
),

called as (
    select
        k.value,
        bool_or(r.is_restricted) as is_restricted,
        bool_or(t.from_record_id is not null) as is_professional
    from conformed.contact_point as k
    inner join conformed.person_record as r on k.source = r.source and k.record_id = r.record_id
    left join professional as t on k.source = t.source and k.record_id = t.from_record_id
    where k.value is not null
    group by k.value
),

shared as (
    select
        value,
        count(*) as people,
        count(*) filter (where is_child) as children
    from points
    group by value
),

together as (
    select k.value
    from points as k
    inner join family_group as g on k.person_id = g.person_id
    group by k.value, g.family_group
    having count(*) > 1
    union
    select k.value
    from points as k
    inner join family.presence as r on k.person_id = r.person_id and r.to_date >= $as_at
    group by k.value, r.address
    having count(*) > 1
),

classified as (
    select
        c.value,
        coalesce(s.people, 0) as people,
        coalesce(s.children, 0) as children,
        case
            when c.is_restricted then 'restricted'
            when c.is_professional or s.people > $people_at_most or s.children > $children_at_most
                then 'professional'
            when t.value is not null then 'household'
            else 'personal'
        end as kind
    from called as c
    left join shared as s on c.value = s.value
    left join together as t on c.value = t.value
)

select
    value,
    kind,
    people,
    children,
    kind in ('personal', 'household') as is_evidence
from classified
