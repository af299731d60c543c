-- True mothers and fathers that were found as carers of their child, of those in any source.
with seen as (
    select distinct true_id from judged_all
),

found_tie as (
    select distinct
        c.true_id as child_id,
        a.true_id as adult_id
    from family.care_tie as t
    inner join found_person as c on t.child_id = c.found_id
    inner join found_person as a on t.adult_id = a.found_id
),

judged as (
    select
        t.role,
        f.adult_id is not null as is_found
    from truth_care_tie as t
    semi join seen as a on t.adult_id = a.true_id
    semi join seen as c on t.child_id = c.true_id
    left join found_tie as f on t.child_id = f.child_id and t.adult_id = f.adult_id
    where t.role in ('mother', 'father')
)

select
    avg(is_found::integer) as parents,
    avg(is_found::integer) filter (where role = 'mother') as mothers,
    avg(is_found::integer) filter (where role = 'father') as fathers
from judged
