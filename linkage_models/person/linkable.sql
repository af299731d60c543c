-- Records that may be linked: about a person who is born, not withheld, and with enough to go by. One
-- name alone, or a birth date alone, is nobody.
with reached as (
    select distinct
        source,
        record_id
    from conformed.contact_point
    where value is not null
)

select
    p.source,
    p.record_id,
    n.given_name,
    p.family_name,
    n.given_names,
    n.middle_names,
    n.family_names,
    n.has_courtesy_for_family_name,
    case when p.date_of_birth_quality <> 'default' then p.date_of_birth end as date_of_birth,
    case when p.sex <> 'U' then p.sex end as sex,
    p.nhs_number,
    coalesce(p.nhs_number_status = 'verified', false) as nhs_number_is_verified,
    p.upn,
    p.former_upn,
    p.is_client
from conformed.person_record as p
inner join linkage.name as n on p.source = n.source and p.record_id = n.record_id
left join linkage.home as h on p.source = h.source and p.record_id = h.record_id
left join reached as k on p.source = k.source and p.record_id = k.record_id
where
    coalesce(n.given_name, p.family_name, p.date_of_birth::varchar, p.nhs_number, p.upn) is not null
    and (
        (n.given_name is not null)::integer
        + (p.family_name is not null)::integer
        + coalesce(p.date_of_birth is not null and p.date_of_birth_quality <> 'default', false)::integer
        + (coalesce(p.nhs_number, p.upn) is not null)::integer
        + (k.record_id is not null)::integer >= 2
        -- Not a family name or a birth at an address: that is anybody who lives there.
        or (n.given_name is not null and h.record_id is not null)
    )
    -- An unborn child may have a name already, which is often that of a living relative.
    and (p.date_of_birth is not null or p.expected_date_of_birth is null)
