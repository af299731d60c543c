-- Who a person is for the purpose of counting: broad ethnic group as most sources record it, of those the one
-- with the newest spell; the practice of registration and the school of enrolment, each the newest open.
with broad as (
    select
        source,
        record_id,
        case
            when ethnic_group = 'CHNE' or ethnic_group[1] = 'A' then 'asian'
            when ethnic_group[1] = 'B' then 'black'
            when ethnic_group[1] = 'M' then 'mixed'
            when ethnic_group[1] = 'W' then 'white'
            when ethnic_group[1] = 'O' then 'other'
        end as ethnic_group
    from conformed.person_record
),

newest as (
    select
        source,
        record_id,
        max(start_date) as newest_date
    from conformed.involvement
    group by source, record_id
),

recorded as (
    select
        m.person_id,
        r.ethnic_group,
        count(distinct r.source) as source_count,
        max(n.newest_date) as newest_date
    from broad as r
    inner join linkage.person_record as m on r.source = m.source and r.record_id = m.record_id
    left join newest as n on r.source = n.source and r.record_id = n.record_id
    where r.ethnic_group is not null
    group by all
),

ethnicity as (
    select
        person_id,
        arg_max(
            ethnic_group, (source_count, coalesce(newest_date, date '0001-01-01'), ethnic_group)
        ) as ethnic_group
    from recorded
    group by person_id
),

registered as (
    select
        person_id,
        arg_max(detail, (start_date, detail)) filter (where service = 'gp') as practice,
        arg_max(detail, (start_date, detail)) filter (where service = 'school') as school,
        bool_or(service = 'school') as is_pupil
    from counts.open_involvement
    where service in ('gp', 'school')
    group by person_id
)

select
    p.person_id,
    case when p.sex in ('F', 'M') then p.sex else 'not known' end as sex,
    coalesce(e.ethnic_group, 'not known') as ethnic_group,
    coalesce(r.practice, 'not known') as practice,
    coalesce(r.is_pupil, false) as is_pupil,
    case when r.is_pupil then coalesce(r.school, 'not known') else 'none' end as school
from family.person as p
left join ethnicity as e on p.person_id = e.person_id
left join registered as r on p.person_id = r.person_id
