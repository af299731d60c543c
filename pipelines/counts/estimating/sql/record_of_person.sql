-- One record of each person drawn, to begin from: of the service they are open to that fewest people are.
with told as (
    select
        m.person_id,
        m.source,
        m.record_id,
        min(case i.service
            when 'adult_mental_health' then 1
            when 'childrens_social_care' then 2
            when 'early_help' then 3
            when 'special_educational_needs' then 4
            when 'school' then 5
            when 'gp' then 6
            else 7
        end) as place
    from drawn as d
    inner join linkage.person_record as m on d.person_id = m.person_id
    left join conformed.involvement as i on m.source = i.source and m.record_id = i.record_id
    group by all
)

select
    person_id,
    arg_min(source, (place, source, record_id)) as source,
    arg_min(record_id, (place, source, record_id)) as record_id
from told
group by person_id
