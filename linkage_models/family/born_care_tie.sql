-- Who was stated to care for a child before it was born, and by no tie since, goes on doing so.
select
    b.child_id,
    t.adult_id,
    t.role,
    t.residence,
    t.from_date,
    t.to_date,
    t.tier,
    t.match_weight,
    t.evidence || '; stated before the birth' as evidence
from family.birth as b
inner join family.care_tie as t on b.unborn_id = t.child_id and t.tier = 'P1'
anti join family.care_tie as k on b.child_id = k.child_id and t.adult_id = k.adult_id
