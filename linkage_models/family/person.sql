-- One row per person for the family model: who they are, whom they are tied to, where they live.
with pair_tie as (
    select
        source,
        from_person_id,
        to_person_id,
        least(from_person_id, to_person_id) || '-' || greatest(from_person_id, to_person_id) as tie_key,
        case
            when type in ('parent_of', 'adoptive_parent_of') then 'parental'
            when type in ('partner_of', 'sibling_of') then 'kin'
            when type in ('step_parent_of', 'foster_carer_of', 'guardian_of', 'grandparent_of', 'carer_of')
                then 'caring'
            else 'other'
        end as tie_kind,
        coalesce(parental_responsibility, false) or coalesce(lives_with, false) as is_caring
    from family.tie
),

stated as (
    select
        tie_key,
        tie_kind,
        bool_or(is_caring) as is_caring,
        count(distinct source) > 1 as is_of_several,
        -- Both ends, whichever way each source states the tie.
        unnest([
            min(least(from_person_id, to_person_id)), max(greatest(from_person_id, to_person_id))
        ]) as person_id
    from pair_tie
    group by tie_key, tie_kind
),

ties as (
    select
        person_id,
        list_distinct(list(tie_key) filter (where tie_kind = 'parental' and is_of_several)) as several_ties,
        list_distinct(list(tie_key) filter (where tie_kind = 'parental' and is_caring)) as responsible_ties,
        list_distinct(list(tie_key) filter (where tie_kind = 'parental')) as parental_ties,
        list_distinct(list(tie_key) filter (where tie_kind = 'kin')) as kin_ties,
        list_distinct(list(tie_key) filter (where tie_kind = 'caring')) as caring_ties,
        list_distinct(list(tie_key)) as ties
    from stated
    group by person_id
),

homes as (
    select
        person_id,
        list_sort(list(struct_pack(address, from_date, to_date, is_dated))) as residences,
        list_sort(list_distinct(list(address))) as addresses,
        list_sort(list_distinct(list(address) filter (where to_date >= $as_at))) as current_addresses,
        list_distinct(list(split_part(address, '/', 1)) filter (
            where to_date >= $as_at and not starts_with(address, 'UPRN ')
        )) as postcodes,
        len(list_distinct(list(address) filter (
            where to_date >= $as_at and not starts_with(address, 'UPRN ')
        ))) as home_count,
        arg_max(address, (source_count, from_date, address)) filter (
            where to_date >= $as_at and not starts_with(address, 'UPRN ')
        ) as main_address
    from family.residence
    group by person_id
),

contacts as (
    select
        person_id,
        list_sort(list(value)) as contact_points,
        list_sort(list(value) filter (where people <= $own_contact_of_at_most)) as own_contacts,
        min(value) as main_contact
    from family.contact
    group by person_id
),

names as (
    select
        m.person_id,
        coalesce(
            list_sort(list_distinct(flatten(list(r.family_names)))),
            name_parts(flatten(list(list_concat([p.family_name], p.other_family_names))), [])
        ) as family_names,
        list_distinct(list(p.given_name) filter (where p.given_name is not null)) as given_names,
        coalesce(bool_or(r.has_courtesy_for_family_name), false) as has_courtesy_for_family_name
    from linkage.person_record as m
    inner join conformed.person_record as p on m.source = p.source and m.record_id = p.record_id
    left join linkage.record as r on m.source = r.source and m.record_id = r.record_id
    group by m.person_id
),

-- What a source says of somebody's being a parent, without naming a child; a field outranks a note.
said as (
    select
        m.person_id,
        arg_max(
            s.status = 'yes',
            (not coalesce(s.from_note, false), coalesce(s.recorded_on, date '0001-01-01'), s.status)
        ) as is_said_to_be_parent
    from conformed.parental_status as s
    inner join linkage.person_record as m on s.source = m.source and s.record_id = m.record_id
    where s.status in ('yes', 'no')
    group by m.person_id
),

mentioned as (
    select
        m.person_id,
        list(
            struct_pack(given_name := c.given_name, born_from := c.born_from, born_to := c.born_to)
            order by c.given_name, c.born_from, c.born_to
        ) as mentions
    from conformed.child_mention as c
    inner join linkage.person_record as m on c.source = m.source and c.record_id = m.record_id
    group by m.person_id
)

select
    p.person_id,
    p.sex,
    p.given_name,
    p.family_name,
    n.given_names,
    n.family_names,
    n.has_courtesy_for_family_name,
    p.date_of_birth,
    coalesce(p.date_of_birth, p.expected_date_of_birth) as birth,
    p.date_of_birth is null and p.expected_date_of_birth is not null as is_unborn,
    case
        when p.date_of_birth is not null then p.date_of_birth > $as_at - interval 18 year
        when p.expected_date_of_birth is not null then p.expected_date_of_birth > $as_at - interval 42 day
    end as is_child,
    coalesce(p.date_of_death <= $as_at, false) as is_dead,
    coalesce(t.several_ties, []) as several_ties,
    coalesce(t.responsible_ties, []) as responsible_ties,
    coalesce(t.parental_ties, []) as parental_ties,
    coalesce(t.kin_ties, []) as kin_ties,
    coalesce(t.caring_ties, []) as caring_ties,
    coalesce(t.ties, []) as ties,
    g.family_group,
    coalesce(h.residences, []) as residences,
    coalesce(h.addresses, []) as addresses,
    coalesce(h.current_addresses, []) as current_addresses,
    coalesce(h.postcodes, []) as postcodes,
    coalesce(h.home_count, 0) = 1 as has_one_home,
    h.main_address,
    coalesce(c.contact_points, []) as contact_points,
    coalesce(c.own_contacts, []) as own_contacts,
    c.main_contact,
    s.is_said_to_be_parent,
    coalesce(k.mentions, []) as mentions
from linkage.person as p
left join names as n on p.person_id = n.person_id
left join ties as t on p.person_id = t.person_id
left join homes as h on p.person_id = h.person_id
left join contacts as c on p.person_id = c.person_id
left join family_group as g on p.person_id = g.person_id
left join said as s on p.person_id = s.person_id
left join mentioned as k on p.person_id = k.person_id
