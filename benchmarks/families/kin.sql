-- Whom the truth holds to be of one family: tied as carer and child, foster carers aside, or of one
-- unit, or of one household where they are kin of its children.
select
    child_id as one_id,
    adult_id as other_id
from truth_care_tie
where role <> 'foster_carer'
union
select
    child_id as one_id,
    adult_id as other_id
from truth_ended_tie
where role <> 'foster_carer'
union
select
    a.child_id as one_id,
    b.child_id as other_id
from truth_unit as a
inner join truth_unit as b on a.unit_id = b.unit_id and a.child_id < b.child_id
