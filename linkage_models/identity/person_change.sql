-- What became of the persons of the night before; without a night before, nothing is said to be new.
with person_before as (
    select
        key_before as person_key,
        bool_or(was_present) as was_present,
        bool_or(key_now is not null) as is_present,
        count(*) filter (where was_present) as records_before,
        count(key_now) as records
    from linkage.known_record
    where key_before is not null
    group by key_before
),

person_now as (
    select
        key_now as person_key,
        count(*) as records,
        count(key_before) as known_records
    from linkage.known_record
    where key_now is not null
    group by key_now
)

select
    key_now as person_key,
    'merged' as change,
    key_before as other_key,
    reason_to_join as reason,
    records
from linkage.moved
where not has_left

union all

select
    key_before as person_key,
    'split' as change,
    key_now as other_key,
    reason_to_part || case when has_come then '; ' || reason_to_join else '' end as reason,
    records
from linkage.moved
where has_left

union all

select
    person_key,
    'new' as change,
    null as other_key,
    'only newly delivered records' as reason,
    records
from person_now
where known_records = 0 and exists (select 1 from person_before)

union all

select
    person_key,
    'gone' as change,
    null as other_key,
    'none of its records is delivered' as reason,
    records_before as records
from person_before
where was_present and not is_present

union all

select
    person_key,
    'returned' as change,
    null as other_key,
    'a record of theirs is delivered again' as reason,
    records
from person_before
where not was_present and is_present

order by change, person_key, other_key
