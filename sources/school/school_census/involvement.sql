-- Enrolments, and needs from the term in which they were first told, or from entry to the school where
-- the first sight tells them. Who is no longer seen at a school that still returns has left it.
with sight as (
    select
        *,
        max(observed_on) over (partition by school) as school_last_seen
    from census_sights(
            'typed.census_pupilonroll',
            'typed.census_pupilnolongeronroll',
            'typed.census_schoolcensus',
            'typed.census_school'
        )
),

at_school as (
    select
        record_id,
        coalesce(entrydate, min(observed_on)) as start_date,
        arg_min(school_name, place) as school_name,
        case
            when not arg_min(is_on_roll, place)
                then coalesce(arg_min(leavingdate, place), max(observed_on))
            when max(observed_on) < max(school_last_seen) then max(observed_on)
        end as end_date,
        min(place) as place
    from sight
    group by record_id, school, entrydate
),

enrolment as (
    select *
    from at_school
    qualify row_number() over (partition by record_id, start_date order by place) = 1
),

ended as (
    select
        record_id,
        case when bool_and(end_date is not null) then max(end_date) end as end_date
    from enrolment
    group by record_id
),

need as (
    select
        record_id,
        observed_on,
        entrydate,
        school_name,
        case
            when senprovision in ('E', 'S') then 'education_health_care_plan'
            when senprovision in ('K', 'A', 'P') then 'support'
            else 'none'
        end as kind
    from sight
    where place_of_day = 1 and senprovision is not null
),

changed as (
    select
        *,
        row_number() over (partition by record_id order by observed_on) as place
    from need
    qualify coalesce(lag(kind) over (partition by record_id order by observed_on) <> kind, true)
),

spell as (
    select
        *,
        case when place = 1 then coalesce(entrydate, observed_on) else observed_on end as start_date,
        lead(observed_on) over (partition by record_id order by observed_on) as next_on
    from changed
)

select
    record_id,
    'school' as service,
    'enrolment' as kind,
    school_name as detail,
    start_date,
    end_date
from enrolment

union all by name

select
    n.record_id,
    'special_educational_needs' as service,
    n.kind,
    n.school_name as detail,
    n.start_date,
    coalesce(n.next_on, e.end_date) as end_date
from spell as n
inner join ended as e on n.record_id = e.record_id
where n.kind <> 'none'
