-- Persons whom sources tie together as kin: who is tied to one of them is likelier tied to the others.
-- A foster carer or a professional has the children of several families.
select distinct
    from_person_id as person_id_l,
    to_person_id as person_id_r
from family.tie
where type in (
        'parent_of', 'adoptive_parent_of', 'step_parent_of', 'guardian_of', 'grandparent_of',
        'partner_of', 'sibling_of'
    )
