-- One row per person: each attribute from the source that records it best, verified numbers first.
with ranked as (
    select
        m.person_id,
        p.*,
        case p.source
            when 'gp' then 1
            when 'childrens_social_care' then 2
            when 'school' then 3
            else 4
        end + case when p.is_client then 0 else 10 end as source_order
    from linkage.person_record as m
    inner join conformed.person_record as p on m.source = p.source and m.record_id = p.record_id
),

birth as (
    select
        person_id,
        date_of_birth,
        row_number() over (
            partition by person_id
            order by count(*) desc, min(source_order), date_of_birth
        ) as birth_order
    from ranked
    where date_of_birth is not null and date_of_birth_quality <> 'default'
    group by person_id, date_of_birth
)

select
    r.person_id,
    any_value(b.date_of_birth) as date_of_birth,
    min(r.expected_date_of_birth) as expected_date_of_birth,
    min(r.date_of_death) as date_of_death,
    arg_min(nullif(r.sex, 'U'), (r.source_order, r.source, r.record_id)) filter (where r.sex <> 'U') as sex,
    arg_min(r.ethnic_group, (r.source_order, r.source, r.record_id)) as ethnic_group,
    arg_min(r.given_name, (r.source_order, r.source, r.record_id)) as given_name,
    arg_min(r.family_name, (r.source_order, r.source, r.record_id)) as family_name,
    bool_or(r.is_client) as is_client,
    count(*) as record_count,
    count(distinct r.source) as source_count
from ranked as r
left join birth as b on r.person_id = b.person_id and b.birth_order = 1
group by r.person_id
