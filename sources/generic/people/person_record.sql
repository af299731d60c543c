-- Whoever a list is about, once each, and whoever a row names beside them. Where an id stands in
-- several rows, the row of the latest spell is believed. A contact of anybody who is withheld is
-- withheld as well: the two may live at one address.
with holder as (
    select e.*
    from list_entries('typed.entry') as e
    qualify row_number() over (
            partition by e.entry_id
            order by e.started_on desc nulls last, e._file desc, e._record desc
        ) = 1
)

select
    e.entry_id as record_id,
    e.nhs_number,
    e.upn,
    e.former_upn,
    coalesce(e.given_name, given_of_list_name(e.full_name)) as given_name,
    e.middle_names,
    coalesce(e.family_name, family_of_list_name(e.full_name)) as family_name,
    [e.former_family_name, e.preferred_family_name] as other_family_names,
    [e.preferred_given_name] as other_given_names,
    e.date_of_birth,
    date_quality(e.date_of_birth, false) as date_of_birth_quality,
    e.date_of_death,
    e.sex,
    e.ethnic_group,
    true as is_client,
    coalesce(e.is_restricted, false) as is_restricted
from holder as e
-- A list of spells or of addresses may hold nothing but the id of somebody in another list.
where
    coalesce(e.given_name, e.family_name, e.full_name, e.nhs_number, e.upn) is not null
    or e.date_of_birth is not null

union all by name

select
    c.record_id,
    c.nhs_number,
    coalesce(c.given_name, given_of_list_name(c.full_name)) as given_name,
    coalesce(c.family_name, family_of_list_name(c.full_name)) as family_name,
    c.date_of_birth,
    date_quality(c.date_of_birth, false) as date_of_birth_quality,
    c.sex,
    false as is_client,
    bool_or(coalesce(h.is_restricted, false)) over (partition by c.record_id) as is_restricted
from list_contacts('typed.entry') as c
inner join holder as h on c.holder_id = h.entry_id
qualify row_number() over (partition by c.record_id order by c._file desc, c._record desc) = 1
