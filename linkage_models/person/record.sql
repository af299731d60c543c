-- One row per record that may be linked, with all that it is compared by.
-- A phone that more records hold than a household has is a professional's.
with personal_contact as (
    select
        source,
        record_id,
        kind,
        value
    from conformed.contact_point
    where value is not null
    qualify count(*) over (partition by value) <= $records_of_a_household
),

contact_of_record as (
    select
        source,
        record_id,
        list_sort(list_distinct(list(value))) as contact_points,
        min(value) filter (where kind = 'email') as email
    from personal_contact
    group by source, record_id
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
    from linkage.tied
    group by source, record_id
),

-- Where the people live whom a contact is tied to, in any source: a contact typed in without an
-- address is looked for there.
home_of_relatives as (
    select
        t.source,
        t.record_id,
        list_sort(list_distinct(flatten(list(h.address_keys)))) as address_keys
    from linkage.tied as t
    inner join linkage.sure_person as s on t.other_sure_id = s.sure_id
    inner join linkage.home as h on s.source = h.source and s.record_id = h.record_id
    inner join linkage.linkable as c on t.source = c.source and t.record_id = c.record_id and not c.is_client
    where t.type in ('parent_of', 'adoptive_parent_of', 'step_parent_of', 'partner_of', 'guardian_of')
    group by t.source, t.record_id
),

-- Whom a record is tied to, in whichever source: one contact of one child is one person.
relative_of_record as (
    select
        source,
        record_id,
        list_sort(list_distinct(list(other_sure_id))) as relatives
    from linkage.tied
    group by source, record_id
),

-- Apart from all that is compared, which would be sorted with it.
numbered as (
    select
        source,
        record_id,
        row_number() over (order by source, record_id) as record_number,
        count(*) over () as records
    from linkage.linkable
),

usual as (
    select
        given_name,
        count(*) as bearers
    from linkage.linkable
    group by given_name
)

select
    n.record_number,
    p.source,
    p.record_id,
    p.given_name,
    p.family_name,
    p.given_names,
    p.middle_names,
    p.family_names,
    p.has_courtesy_for_family_name,
    -- A misspelt name is borne by few; JAKE and JADE are both names.
    u.bearers >= greatest($bearers_of_a_usual_name, n.records / 10000) as is_usual_name,
    p.date_of_birth,
    strftime(p.date_of_birth, '%Y%m%d') as date_of_birth_text,
    p.sex,
    p.nhs_number,
    p.nhs_number_is_verified,
    list_sort(list_filter([p.upn, p.former_upn], lambda u: u is not null)) as upns,
    p.upn,
    coalesce(h.address_keys, []) as address_keys,
    coalesce(f.address_keys, []) as family_homes,
    list_sort(list_distinct(list_concat(
        coalesce(h.address_keys, []), coalesce(f.address_keys, [])
    ))) as places,
    coalesce(h.residences, []) as residences,
    coalesce(h.postcodes, []) as postcodes,
    coalesce(h.lines, []) as lines,
    h.current_postcode,
    h.current_line,
    coalesce(v.relatives, []) as relatives,
    coalesce(k.contact_points, []) as contact_points,
    k.email,
    coalesce(w.rare_values, []) as rare_values,
    b.born_before,
    b.born_after,
    p.is_client
from linkage.linkable as p
inner join numbered as n on p.source = n.source and p.record_id = n.record_id
inner join usual as u on p.given_name is not distinct from u.given_name
left join linkage.home as h on p.source = h.source and p.record_id = h.record_id
left join home_of_relatives as f on p.source = f.source and p.record_id = f.record_id
left join relative_of_record as v on p.source = v.source and p.record_id = v.record_id
left join contact_of_record as k on p.source = k.source and p.record_id = k.record_id
left join linkage.rare_value as w on p.source = w.source and p.record_id = w.record_id
left join bound_of_record as b on p.source = b.source and p.record_id = b.record_id
