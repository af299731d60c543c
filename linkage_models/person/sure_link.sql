-- Records that are surely one person, before any weighing: one NHS number or UPN with one birth date or
-- given name, or one full name with one birth date. Each is linked to the first record of its key.
with known as (
    select
        row_number() over (order by p.source, p.record_id) - 1 as node,
        p.nhs_number,
        p.upn,
        p.former_upn,
        n.given_name,
        p.family_name,
        case when p.date_of_birth_quality <> 'default' then p.date_of_birth end as birth
    from conformed.person_record as p
    inner join linkage.name as n on p.source = n.source and p.record_id = n.record_id
    where not p.is_restricted
),

keyed as (
    select
        node,
        unnest([
            nhs_number || ' ' || given_name,
            nhs_number || ' ' || birth,
            upn || ' ' || given_name,
            upn || ' ' || birth,
            former_upn || ' ' || birth,
            given_name || ' ' || family_name || ' ' || birth
        ]) as key
    from known
)

select
    node as node_l,
    min(node) over (partition by key) as node_r
from keyed
where key is not null
order by node_l, node_r
