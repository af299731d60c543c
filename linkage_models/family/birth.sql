-- Unborn children who have been born since: the same mother, a birth within six weeks of the expected
-- date. Of twins the first is one record, the second the other.
with near as (
    select distinct
        u.child_id as unborn_id,
        b.child_id,
        u.adult_id as mother_id,
        e.birth as expected,
        n.birth as born
    from family.care_tie as u
    inner join family.care_tie as b on u.adult_id = b.adult_id
    inner join family.person as e on u.child_id = e.person_id
    inner join family.person as n on b.child_id = n.person_id
    where
        u.role in ('mother', 'parent')
        and b.role in ('mother', 'parent')
        and e.is_unborn
        and not n.is_unborn
        and abs(date_diff('day', n.birth, e.birth)) <= $days_about_birth
),

numbered as (
    select
        unborn_id,
        child_id,
        dense_rank() over (partition by mother_id order by expected, unborn_id) as unborn_number,
        dense_rank() over (partition by mother_id order by born, child_id) as child_number,
        count(distinct child_id) over (partition by mother_id) as children
    from near
)

-- More records of the unborn than births: the last birth is also theirs.
select
    unborn_id,
    min(child_id) as child_id
from numbered
where child_number = least(unborn_number, children)
group by unborn_id
