-- What was so in a term, on the day of its census; what happened in it, on its own day. A tenth of the
-- half days missed is persistent absence, a half severe, as the department counts.
with sight as (
    select *
    from census_sights(
            'typed.census_pupilonroll',
            'typed.census_pupilnolongeronroll',
            'typed.census_schoolcensus',
            'typed.census_school'
        )
),

fact as (
    select
        record_id,
        observed_on,
        unnest([
            {'flag': 'young_carer', 'value': youngcarer},
            {'flag': 'previously_looked_after', 'value': plaa}
        ]) as told
    from sight
),

-- Codes stand for the totals where there are none, as from 2025. A pupil without any then missed
-- nothing, if they were told of other pupils of the term.
missed_by_code as (
    select
        census_term(_file) as term,
        coalesce(pupilonrolltableid, pupilnolongeronrolltableid) as row_id,
        pupilonrolltableid is not null as is_on_roll,
        sum(sessions) filter (where attendancereason = 'yes') as missed
    from typed.census_termlysessiondetails
    group by all
),

told_by_code as (
    select distinct term
    from missed_by_code
),

attendance as (
    select
        s.record_id,
        s.observed_on,
        s.termlysessionspossible as possible,
        coalesce(
            coalesce(s.termlysessionsauthorised, 0) + s.termlysessionsunauthorised,
            s.termlysessionsauthorised,
            m.missed,
            case when c.term is not null then 0 end
        ) as missed
    from sight as s
    left join missed_by_code as m
        on s.term = m.term and s.row_id = m.row_id and s.is_on_roll = m.is_on_roll
    left join told_by_code as c on s.term = c.term
    where s.place_of_day = 1
),

absence as (
    select
        *,
        missed / possible as share
    from attendance
    where possible > 0 and missed between 0 and possible
),

excluded as (
    select
        s.record_id,
        x.startdate,
        case when x.category = 'PERM' then 'permanent_exclusion' else 'suspension' end as flag,
        case x.category when 'PERM' then 'yes' when 'LNCH' then 'lunchtime' else 'fixed period' end as value
    from typed.census_termlyexclusions as x
    inner join sight as s
        on
            census_term(x._file) = s.term
            and coalesce(x.pupilonrolltableid, x.pupilnolongeronrolltableid) = s.row_id
            and (x.pupilonrolltableid is not null) = s.is_on_roll
    where x.category in ('PERM', 'LNCH', 'FIXD', 'SUSP')
)

select distinct
    f.record_id,
    f.told.flag as flag,
    f.told.value as value,
    f.observed_on as on_date
from fact as f
where f.told.value = 'yes'

union all by name

select distinct
    s.record_id,
    'free_school_meals' as flag,
    'yes' as value,
    s.observed_on as on_date
from typed.census_fsmperiod as p
inner join sight as s
    on
        census_term(p._file) = s.term
        and coalesce(p.pupilonrolltableid, p.pupilnolongeronrolltableid) = s.row_id
        and (p.pupilonrolltableid is not null) = s.is_on_roll
where s.observed_on between p.fsmstartdate and coalesce(p.fsmenddate, s.observed_on)

union all by name

select distinct
    s.record_id,
    'special_educational_need' as flag,
    n.sentype as value,
    s.observed_on as on_date
from typed.census_senneeds as n
inner join sight as s
    on census_term(n._file) = s.term and n.pupilonrolltableid = s.row_id and s.is_on_roll
where n.sentyperank = 1 and n.sentype is not null

union all by name

select
    record_id,
    'absence' as flag,
    round(100 * share, 1)::varchar as value,
    observed_on as on_date
from absence

union all by name

select
    record_id,
    'persistent_absence' as flag,
    'yes' as value,
    observed_on as on_date
from absence
where share >= 0.1

union all by name

select
    record_id,
    'severe_absence' as flag,
    'yes' as value,
    observed_on as on_date
from absence
where share >= 0.5

union all by name

select distinct
    record_id,
    flag,
    value,
    startdate as on_date
from excluded
where startdate is not null
