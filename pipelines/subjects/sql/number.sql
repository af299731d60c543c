-- NHS numbers and UPNs of a person's records that no record of another person holds.
with told as (
    select
        source,
        record_id,
        'nhs' as kind,
        nhs_number as number
    from conformed.person_record
    union all
    select
        source,
        record_id,
        'upn' as kind,
        upn as number
    from conformed.person_record
    union all
    select
        source,
        record_id,
        'upn' as kind,
        former_upn as number
    from conformed.person_record
),

theirs as (
    select distinct
        t.kind,
        t.number
    from told as t
    inner join subject_record as s on t.source = s.source and t.record_id = s.record_id
    where t.number is not null
),

others as (
    select distinct
        t.kind,
        t.number
    from told as t
    anti join subject_record as s on t.source = s.source and t.record_id = s.record_id
    where t.number is not null
)

select
    th.kind,
    th.number
from theirs as th
anti join others as o on th.kind = o.kind and th.number = o.number
order by th.kind, th.number
