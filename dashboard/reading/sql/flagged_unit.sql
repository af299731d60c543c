-- Families that need somebody's look, the largest first.
select
    k.unit_key,
    u.child_count + u.unborn_count as child_count,
    u.adult_count,
    u.flag
from family.unit as u
join family.unit_key as k using (unit_id)
where u.flag is not null
order by child_count desc, k.unit_key
limit $most
