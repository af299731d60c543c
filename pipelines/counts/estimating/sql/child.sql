-- The frame of children in social care: one row per child in need, on a plan or looked after, what is counted
-- through each, and what would be if the tie to a patient were wrong, or missed. A family counts for each of
-- its children in part.
with child as (
    select
        c.child_id,
        c.unit_id,
        c.has_patient_parent and not c.is_unborn as is_of_patient,
        f.is_joint,
        (c.is_on_plan and not c.is_unborn)::integer as is_on_plan,
        (c.is_in_need and not (c.is_on_plan or c.is_looked_after or c.is_unborn))::integer as is_in_need,
        ((c.is_in_need or c.is_on_plan) and not c.is_unborn)::integer as is_either
    from counts.child as c
    inner join counts.family_profile as f on c.unit_id = f.unit_id
    where c.is_in_social_care
),

sharing as (
    select
        unit_id,
        count(*) as children,
        nullif(sum(is_either), 0) as either,
        nullif(sum(is_either) filter (where is_of_patient), 0) as either_of_patient
    from child
    group by unit_id
)

select
    c.child_id as person_id,
    c.unit_id as cluster_id,
    case when c.is_of_patient or c.is_joint then 'of_patient' else 'of_nobody' end as stratum,
    case when c.is_of_patient then c.is_on_plan else 0 end as a3_children,
    case when c.is_of_patient then c.is_in_need else 0 end as a4_in_need,
    case when c.is_of_patient then c.is_either else 0 end as a5_children,
    case when c.is_of_patient then coalesce(c.is_either / s.either_of_patient, 0) else 0 end
        as a5_families,
    case when c.is_joint then 1 / s.children else 0 end as c3_families,
    case when c.is_of_patient then -c.is_on_plan when c.is_joint then 0 else c.is_on_plan end
        as doubt_a3_children,
    case when c.is_of_patient then -c.is_in_need when c.is_joint then 0 else c.is_in_need end
        as doubt_a4_in_need,
    case when c.is_of_patient then -c.is_either when c.is_joint then 0 else c.is_either end
        as doubt_a5_children,
    case
        when c.is_of_patient then coalesce(-c.is_either / s.either_of_patient, 0)
        when c.is_joint then 0
        else coalesce(c.is_either / s.either, 0)
    end as doubt_a5_families,
    case when c.is_joint then -1 / s.children else 1 / s.children end as doubt_c3_families
from child as c
inner join sharing as s on c.unit_id = s.unit_id
