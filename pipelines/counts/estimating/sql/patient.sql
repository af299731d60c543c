-- The frame of patients: one row per adult open to mental health, what is counted through each, and what an
-- error would change. A child of several patients counts for each of them in part.
with tie as (
    select distinct
        t.adult_id,
        t.child_id,
        (not (c.is_in_social_care or c.is_in_early_help))::integer as is_not_known
    from family.care_tie as t
    inner join counts.child as c on t.child_id = c.child_id
    semi join counts.adult as a on t.adult_id = a.person_id
    where t.role <> 'foster_carer' and not c.is_unborn
),

sharing as (
    select
        child_id,
        count(*) as patients
    from tie
    group by child_id
),

counted as (
    select
        t.adult_id,
        sum(1.0 / s.patients) as children,
        sum(t.is_not_known / s.patients) as not_known
    from tie as t
    inner join sharing as s on t.child_id = s.child_id
    group by t.adult_id
),

patient as (
    select
        p.person_id,
        p.tier,
        coalesce(c.children, 0) as children,
        coalesce(c.not_known, 0) as not_known,
        p.is_parent::integer as parents,
        coalesce(q.date_of_birth <= $as_at - interval 60 year, false) as is_older
    from counts.patient as p
    inner join family.person as q on p.person_id = q.person_id
    left join counted as c on p.person_id = c.adult_id
),

-- Who is missed is taken to have as many children as those who are found.
typical as (
    select
        coalesce(avg(children), 0) as children,
        coalesce(avg(not_known), 0) as not_known,
        coalesce(sum(not_known) / nullif(sum(children), 0), 0) as share_not_known
    from patient
    where tier in ('P1', 'P3')
)

select
    p.person_id,
    p.person_id as cluster_id,
    case
        when p.tier = 'P1' then 'stated'
        when p.tier = 'P3' then 'inferred'
        when p.tier = 'P2' then 'recorded'
        when p.children > 0 then 'carer'
        when not p.is_older then 'untied'
    end as stratum,
    p.parents as a1_parents,
    p.children as a2_children,
    p.not_known as c4_children,
    case when p.tier in ('P2', 'P3') then -1 when p.tier is null and p.children = 0 then 1 else 0 end
        as doubt_a1_parents,
    case
        when p.tier in ('P2', 'P3') then -p.children
        when p.children > 0 or p.tier is not null then 1
        else t.children
    end as doubt_a2_children,
    case
        when p.tier in ('P2', 'P3') then -p.not_known
        when p.children > 0 or p.tier is not null then t.share_not_known
        else t.not_known
    end as doubt_c4_children
from patient as p
cross join typical as t
