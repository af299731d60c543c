-- Records that can be linked, with their true and their found person, and the birth date that most
-- records of the true person have.
with labelled as (
    select
        r.record_number,
        r.source,
        r.record_id,
        t.true_id,
        t.household_id,
        m.person_id as found_id,
        r.date_of_birth
    from linkage.record as r
    inner join judged_truth as t on r.source = t.source and r.record_id = t.record_id
    inner join linkage.person_record as m on r.source = m.source and r.record_id = m.record_id
),

birth as (
    select
        true_id,
        date_of_birth
    from labelled
    where date_of_birth is not null
    group by true_id, date_of_birth
    qualify row_number() over (partition by true_id order by count(*) desc, date_of_birth) = 1
)

select
    l.record_number,
    l.source,
    l.record_id,
    l.true_id,
    l.household_id,
    l.found_id,
    b.date_of_birth as birth
from labelled as l
left join birth as b on l.true_id = b.true_id
