-- What every measure of families is a share of, summed by unit of chance: for everybody, for each type of
-- family, and for each group of children by what their records say of them. A unit is of the group of
-- most of its children.
with judged as (
    select
        child_id,
        unit_number,
        family_type,
        1::double as children,
        is_found::double as found_children,
        has_wrong_adult::double as wrong_children,
        case when has_unit then 1::double end as unit_children,
        case when has_unit and found_members > 0 then 1::double end as grouped_children,
        case when has_unit then shared_members / nullif(found_members, 0) end as precision,
        case when has_unit then shared_members / true_members end as recall,
        case when has_unit then seen_members / true_members end as recall_possible,
        case
            when has_unit
                then (found_members = true_members and shared_members = true_members)::double
        end as exact_children,
        parents::double as parents,
        found_parents::double as found_parents,
        mothers::double as mothers,
        found_mothers::double as found_mothers,
        fathers::double as fathers,
        found_fathers::double as found_fathers,
        found_ties::double as found_ties,
        ties_of_role::double as ties_of_role,
        ties_with_residence::double as ties_with_residence,
        ties_of_residence::double as ties_of_residence
    from judged_child
    union all by name
    select
        unit_number,
        family_type,
        1::double as units,
        is_exact::double as exact_units
    from judged_unit
),

dimension as (
    select distinct dimension from true_trait
),

child_group as (
    select
        c.child_id,
        c.unit_number,
        d.dimension,
        coalesce(t.grp, 'not known') as grp
    from true_child as c
    cross join dimension as d
    left join true_trait as t on c.child_id = t.person_id and d.dimension = t.dimension
),

unit_group as (
    select
        unit_number,
        dimension,
        grp
    from child_group
    group by unit_number, dimension, grp
    qualify row_number() over (partition by unit_number, dimension order by count(*) desc, grp) = 1
),

grouped as (
    select
        'all' as dimension,
        'all' as grp,
        *
    from judged
    union all by name
    select
        'family type' as dimension,
        family_type as grp,
        *
    from judged
    union all by name
    select
        g.dimension,
        g.grp,
        j.*
    from judged as j
    inner join child_group as g on j.child_id = g.child_id
    union all by name
    select
        g.dimension,
        g.grp,
        j.*
    from judged as j
    inner join unit_group as g on j.unit_number = g.unit_number
    where j.child_id is null
)

select
    g.dimension,
    g.grp,
    c.chance,
    coalesce(sum(g.children), 0) as children,
    coalesce(sum(g.units), 0) as units,
    coalesce(sum(g.found_children), 0) as found_children,
    coalesce(sum(g.wrong_children), 0) as wrong_children,
    coalesce(sum(g.unit_children), 0) as unit_children,
    coalesce(sum(g.grouped_children), 0) as grouped_children,
    coalesce(sum(g.precision), 0) as precision,
    coalesce(sum(g.recall), 0) as recall,
    coalesce(sum(g.recall_possible), 0) as recall_possible,
    coalesce(sum(g.exact_children), 0) as exact_children,
    coalesce(sum(g.exact_units), 0) as exact_units,
    coalesce(sum(g.parents), 0) as parents,
    coalesce(sum(g.found_parents), 0) as found_parents,
    coalesce(sum(g.mothers), 0) as mothers,
    coalesce(sum(g.found_mothers), 0) as found_mothers,
    coalesce(sum(g.fathers), 0) as fathers,
    coalesce(sum(g.found_fathers), 0) as found_fathers,
    coalesce(sum(g.found_ties), 0) as found_ties,
    coalesce(sum(g.ties_of_role), 0) as ties_of_role,
    coalesce(sum(g.ties_with_residence), 0) as ties_with_residence,
    coalesce(sum(g.ties_of_residence), 0) as ties_of_residence
from grouped as g
inner join chance_unit as c on g.unit_number = c.unit_number
group by g.dimension, g.grp, c.chance
order by g.dimension, g.grp, c.chance
