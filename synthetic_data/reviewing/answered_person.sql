-- A sheet of people with all their records, the children they care for or are of one family with, and all who
-- care for those.
-- who cares for those.
with tie as (
    select distinct
        child_id,
        adult_id,
        case role
            when 'mother' then 'parent'
            when 'father' then 'parent'
            when 'foster_carer' then 'foster carer'
            else 'carer'
        end as role
    from truth_care_tie
    where to_date is null
),

record as (
    select
        source,
        record_id,
        person_id
    from truth_record
    where excluded = 'false'
),

drawn as (
    select
        s.drawn,
        r.person_id
    from sheet as s
    inner join record as r on s.source = r.source and s.record_id = r.record_id
),

unit as (
    select
        d.drawn,
        u.unit_id
    from drawn as d
    inner join truth_unit as u on d.person_id = u.child_id
    union
    select
        d.drawn,
        u.unit_id
    from drawn as d
    inner join tie as t on d.person_id = t.adult_id
    inner join truth_unit as u on t.child_id = u.child_id
),

child as (
    select
        f.drawn,
        u.child_id as person_id,
        dense_rank() over (partition by f.drawn order by f.unit_id)::varchar as family
    from unit as f
    inner join truth_unit as u on f.unit_id = u.unit_id
),

carer as (
    select
        c.drawn,
        t.adult_id as person_id,
        t.role,
        t.child_id
    from child as c
    inner join tie as t on c.person_id = t.child_id
),

person as (
    select
        drawn,
        person_id
    from drawn
    union
    select
        drawn,
        person_id
    from child
    union
    select
        drawn,
        person_id
    from carer
),

numbered as (
    select
        p.drawn,
        p.person_id,
        row_number() over (
            partition by p.drawn order by d.person_id is null, p.person_id
        )::varchar as person
    from person as p
    semi join record as r on p.person_id = r.person_id
    left join drawn as d on p.drawn = d.drawn and p.person_id = d.person_id
),

caring as (
    select
        c.drawn,
        c.person_id,
        c.role,
        string_agg(n.person, ' ' order by n.person) as cares_for
    from carer as c
    inner join numbered as n on c.drawn = n.drawn and c.child_id = n.person_id
    group by c.drawn, c.person_id, c.role
)

select
    n.drawn,
    n.person,
    r.source,
    r.record_id,
    c.family,
    k.role,
    k.cares_for,
    $reviewer as reviewer,
    $decided_on as decided_on
from numbered as n
inner join record as r on n.person_id = r.person_id
left join child as c on n.drawn = c.drawn and n.person_id = c.person_id
left join caring as k on n.drawn = k.drawn and n.person_id = k.person_id
order by n.drawn::integer, n.person::integer, r.source, r.record_id, k.role
