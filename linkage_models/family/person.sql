-- One row per person for the family model: who they are, whom they are tied to, where they live.
with pair_tie as (
    select
        unnest([from_person_id, to_person_id]) as person_id,
        least(from_person_id, to_person_id) || '-' || greatest(from_person_id, to_person_id) as tie_key,
        case
            when type in ('parent_of', 'adoptive_parent_of') then 'parental'
            when type in ('partner_of', 'sibling_of') then 'kin'
            when type in ('step_parent_of', 'foster_carer_of', 'guardian_of', 'grandparent_of', 'carer_of')
                then 'caring'
            else 'other'
        end as tie_kind
    from family.tie
),

ties as (
    select
        person_id,
        list(distinct tie_key) filter (where tie_kind = 'parental') as parental_ties,
        list(distinct tie_key) filter (where tie_kind = 'kin') as kin_ties,
        list(distinct tie_key) filter (where tie_kind = 'caring') as caring_ties,
        list(distinct tie_key) as ties
    from pair_tie
    group by person_id
),

homes as (
    select
        person_id,
        list(struct_pack(address, from_date, to_date) order by address) as residences,
        list(address order by address) as addresses,
        list(address order by address) filter (where to_date >= $as_at) as current_addresses,
        arg_max(address, (source_count, from_date, address)) filter (
            where to_date >= $as_at and not starts_with(address, 'UPRN ')
        ) as main_address
    from family.residence
    group by person_id
),

contacts as (
    select
        person_id,
        list(value order by value) as contact_points,
        min(value) as main_contact
    from family.contact
    group by person_id
),

names as (
    select
        m.person_id,
        name_parts(flatten(list(list_concat([p.family_name], p.other_family_names))), []) as family_names
    from linkage.person_record as m
    inner join conformed.person_record as p on m.source = p.source and m.record_id = p.record_id
    group by m.person_id
)

select
    p.person_id,
    p.sex,
    p.given_name,
    p.family_name,
    n.family_names,
    p.date_of_birth,
    coalesce(p.date_of_birth, p.expected_date_of_birth) as birth,
    p.date_of_birth is null and p.expected_date_of_birth is not null as is_unborn,
    case
        when p.date_of_birth is not null then p.date_of_birth > $as_at - interval 18 year
        when p.expected_date_of_birth is not null then p.expected_date_of_birth > $as_at - interval 42 day
    end as is_child,
    coalesce(p.date_of_death <= $as_at, false) as is_dead,
    coalesce(t.parental_ties, []) as parental_ties,
    coalesce(t.kin_ties, []) as kin_ties,
    coalesce(t.caring_ties, []) as caring_ties,
    coalesce(t.ties, []) as ties,
    coalesce(h.residences, []) as residences,
    coalesce(h.addresses, []) as addresses,
    coalesce(h.current_addresses, []) as current_addresses,
    h.main_address,
    coalesce(c.contact_points, []) as contact_points,
    c.main_contact
from linkage.person as p
left join names as n on p.person_id = n.person_id
left join ties as t on p.person_id = t.person_id
left join homes as h on p.person_id = h.person_id
left join contacts as c on p.person_id = c.person_id
