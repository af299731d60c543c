-- Two children are of one unit who share a parent or carer, foster carers aside, and have the same
-- home or the same known parents.
with shared as (
    select distinct
        a.child_id as child_id_l,
        b.child_id as child_id_r
    from family.care_tie as a
    inner join family.care_tie as b on a.adult_id = b.adult_id and a.child_id < b.child_id
    where a.role <> 'foster_carer' and b.role <> 'foster_carer'
)

select
    s.child_id_l,
    s.child_id_r
from shared as s
inner join family.dependent_child as l on s.child_id_l = l.child_id
inner join family.dependent_child as r on s.child_id_r = r.child_id
where
    list_has_any(l.home, r.home)
    or (len(l.parents) > 0 and l.parents = r.parents)
order by s.child_id_l, s.child_id_r
