-- Every record with its person. A record that cannot be linked is a person of its own.
with linked as (
    select
        r.source,
        r.record_id,
        c.cluster + 1 as person_id,
        true as is_linkable
    from linkage.record as r
    inner join cluster as c on r.record_number = c.node + 1
),

alone as (
    select
        p.source,
        p.record_id,
        (select count(*) from linkage.record)
        + row_number() over (order by p.source, p.record_id) as person_id,
        false as is_linkable
    from conformed.person_record as p
    anti join linkage.record as r on p.source = r.source and p.record_id = r.record_id
    where not p.is_restricted
)

select
    person_id,
    source,
    record_id,
    is_linkable
from linked
union all
select
    person_id,
    source,
    record_id,
    is_linkable
from alone
