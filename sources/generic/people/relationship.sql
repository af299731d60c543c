-- A contact is <relationship> of the person; responsibility is stated, never inferred. In a list of
-- families, whoever is a parent or carer there is so of each child of the same family.
with member as (
    select distinct
        e.entry_id as record_id,
        e.family_id,
        e.role_in_family,
        e.role_in_family_as_received
    from list_entries('typed.entry') as e
    where e.family_id is not null and e.role_in_family is not null
)

select distinct
    c.record_id as from_record_id,
    c.holder_id as to_record_id,
    c.relationship as type,
    c.parental_responsibility,
    c.lives_with,
    c.next_of_kin,
    c.word as source_value
from list_contacts('typed.entry') as c

union all by name

select
    a.record_id as from_record_id,
    m.record_id as to_record_id,
    a.role_in_family as type,
    a.role_in_family_as_received as source_value
from member as a
inner join member as m on a.family_id = m.family_id and m.role_in_family = 'child_of'
where
    a.role_in_family in (
        'parent_of', 'step_parent_of', 'foster_carer_of', 'adoptive_parent_of', 'guardian_of',
        'grandparent_of', 'carer_of'
    )
