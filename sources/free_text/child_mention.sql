-- Every child that a note mentions, with the births that its age allows on the day of the note.
with note as (
    select distinct
        source,
        record_id,
        text,
        recorded_on
    from conformed.family_note
    where source = $source
),

mention as (
    select
        n.source,
        n.record_id,
        clean_given_name(m.given_name) as given_name,
        m.age,
        m.age_unit,
        m.residence,
        n.recorded_on,
        case m.age_unit
            when 'years' then to_years(1) when 'months' then to_months(1) when 'weeks' then to_days(7)
        end as one_unit
    from note as n
    inner join note_mention as m on n.text = m.text
)

select
    source,
    record_id,
    given_name,
    age,
    age_unit,
    cast(recorded_on - one_unit * (age + 1) + interval 1 day as date) as born_from,
    cast(recorded_on - one_unit * age as date) as born_to,
    residence,
    recorded_on
from mention
