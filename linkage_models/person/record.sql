-- One row per record that may be linked: named, about a person who is born, not withheld.
with address_of_record as (
    select
        source,
        record_id,
        list_sort(list_distinct(list(address_key(line, postcode)))) as line_keys,
        list_sort(list_distinct(list('UPRN ' || uprn))) as uprn_keys,
        list_sort(list_distinct(list(postcode))) as postcodes,
        arg_max(postcode, (coalesce(to_date, date '9999-12-31'), postcode)) as current_postcode
    from conformed.address
    where
        coalesce(use, 'home') <> 'correspondence'
        and coalesce(kind, 'residential') not in ('communal', 'no fixed abode', 'pseudo')
    group by source, record_id
),

contact_of_record as (
    select
        source,
        record_id,
        list_sort(list_distinct(list(value))) as contact_points
    from conformed.contact_point
    where value is not null
    group by source, record_id
),

-- Every stated tie from both ends: the record, its role or the other's, and the other record.
tie_of_record as (
    select
        source,
        from_record_id as record_id,
        to_record_id as other_id,
        type,
        true as is_elder
    from conformed.relationship
    union all
    select
        source,
        to_record_id as record_id,
        from_record_id as other_id,
        type,
        false as is_elder
    from conformed.relationship
),

tied as (
    select
        t.source,
        t.record_id,
        t.other_id,
        t.type,
        t.is_elder,
        t.type in ('parent_of', 'adoptive_parent_of', 'step_parent_of', 'grandparent_of') as is_descent,
        o.given_name as other_given_name,
        case when o.date_of_birth_quality <> 'default' then o.date_of_birth end as other_birth
    from tie_of_record as t
    -- A restricted record is no evidence for anybody else's either.
    inner join conformed.person_record as o
        on t.source = o.source and t.other_id = o.record_id and not o.is_restricted
),

-- What stated ties say of a birth that is not recorded: a parent is at least 12 years older than
-- the child, a partner not a generation away.
bound_of_record as (
    select
        source,
        record_id,
        cast(min(case
            when type = 'partner_of' then other_birth + interval 25 year
            when is_descent and is_elder then other_birth - interval 12 year
        end) as date) as born_before,
        cast(max(case
            when type = 'partner_of' then other_birth - interval 25 year
            when is_descent and not is_elder then other_birth + interval 12 year
        end) as date) as born_after
    from tied
    group by source, record_id
),

-- A contact typed in without an address is looked for where the one person it is tied to lives.
holder_address as (
    select
        t.source,
        t.record_id,
        any_value(a.line_keys) as line_keys,
        any_value(a.uprn_keys) as uprn_keys,
        any_value(a.postcodes) as postcodes,
        any_value(a.current_postcode) as current_postcode
    from tied as t
    inner join conformed.person_record as c
        on t.source = c.source and t.record_id = c.record_id and not c.is_client
    inner join address_of_record as a on t.source = a.source and t.other_id = a.record_id
    where t.type in ('parent_of', 'step_parent_of', 'partner_of', 'guardian_of')
    group by t.source, t.record_id
    having count(distinct t.other_id) = 1
),

-- Whom a record is tied to, by name and birth: one contact of one child is one person in any source.
relative_of_record as (
    select
        source,
        record_id,
        list_sort(list(distinct other_given_name || ' ' || other_birth)) as relatives
    from tied
    where other_given_name is not null and other_birth is not null
    group by source, record_id
),

-- Every given name a record has, middle names and the formal names of short forms included.
names_of_record as (
    select
        p.source,
        p.record_id,
        list(n.name) as names,
        list(f.formal) as formal_names
    from conformed.person_record as p
    cross join
        unnest(
            list_concat([p.given_name], string_split(p.middle_names, ' '), p.other_given_names)
        ) as n (name)
    left join short_form as f on n.name = f.short
    where n.name is not null
    group by p.source, p.record_id
)

select
    row_number() over (order by p.source, p.record_id) as record_number,
    p.source,
    p.record_id,
    p.given_name,
    p.family_name,
    name_parts(list_concat(coalesce(n.names, []), coalesce(n.formal_names, []))) as given_names,
    name_parts(list_concat([p.family_name], p.other_family_names)) as family_names,
    case when p.date_of_birth_quality <> 'default' then p.date_of_birth end as date_of_birth,
    case when p.date_of_birth_quality <> 'default' then strftime(p.date_of_birth, '%Y%m%d') end
        as date_of_birth_text,
    case when p.sex <> 'U' then p.sex end as sex,
    p.nhs_number,
    coalesce(p.nhs_number_status = 'verified', false) as nhs_number_is_verified,
    list_sort(list_filter([p.upn, p.former_upn], lambda u: u is not null)) as upns,
    p.upn,
    list_concat(
        coalesce(a.line_keys, h.line_keys, []), coalesce(a.uprn_keys, h.uprn_keys, [])
    ) as address_keys,
    coalesce(a.postcodes, h.postcodes, []) as postcodes,
    coalesce(a.current_postcode, h.current_postcode) as current_postcode,
    coalesce(v.relatives, []) as relatives,
    coalesce(k.contact_points, []) as contact_points,
    b.born_before,
    b.born_after,
    p.is_client
from conformed.person_record as p
left join address_of_record as a on p.source = a.source and p.record_id = a.record_id
left join holder_address as h on p.source = h.source and p.record_id = h.record_id
left join relative_of_record as v on p.source = v.source and p.record_id = v.record_id
left join names_of_record as n on p.source = n.source and p.record_id = n.record_id
left join contact_of_record as k on p.source = k.source and p.record_id = k.record_id
left join bound_of_record as b on p.source = b.source and p.record_id = b.record_id
where
    not p.is_restricted
    and p.family_name is not null
    and (p.given_name is not null or p.date_of_birth is not null)
    -- An unborn child may have a name already, which is often that of a living relative.
    and (p.date_of_birth is not null or p.expected_date_of_birth is null)
