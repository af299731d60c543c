-- What a truth holds, and how much of it can be judged.
with given as (
    select
        t.person_id,
        t.source,
        t.record_id,
        r.record_id is not null as is_in_data,
        r.record_id is not null
        and (r.is_restricted or coalesce(given_flag(t.excluded), false)) as is_withheld
    from received.truth as t
    left join conformed.person_record as r on t.source = r.source and t.record_id = r.record_id
)

select
    count(*) as rows_given,
    count(*) filter (where person_id is null or record_id is null) as without_person,
    count(*) - count(distinct row(source, record_id)) as repeated,
    count(*) filter (where person_id is not null and is_in_data) as in_data,
    count(*) filter (where person_id is not null and is_withheld) as withheld,
    count(distinct person_id) filter (where is_in_data and not is_withheld) as persons
from given
