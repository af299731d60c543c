-- Enrolment says who lives here; only special educational needs are a targeted service.
-- The file gives no date for the need, so it counts from entry to the school.
with pupil_once as (
    select
        p.UPN,
        p.SENprovision,
        coalesce(p.EntryDate, p._delivery) as start_date,
        h.SchoolName
    from typed.pupil as p
    left join typed.ctf_header as h on p._file = h._file
    qualify row_number() over (
            partition by p.UPN
            order by coalesce(p.EnrolStatus, 'C') in ('C', 'M') desc, p.EntryDate desc, p._file
        ) = 1
)

select
    UPN as record_id,
    'school' as service,
    'enrolment' as kind,
    SchoolName as detail,
    start_date
from pupil_once

union all by name

select
    UPN as record_id,
    'special_educational_needs' as service,
    case SENprovision when 'E' then 'education_health_care_plan' else 'support' end as kind,
    SchoolName as detail,
    start_date
from pupil_once
where SENprovision in ('K', 'E')
