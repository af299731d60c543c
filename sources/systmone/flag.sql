-- A child was marked as at risk, with a protection plan or without, and the mark was taken off.
with marked as (
    select
        *,
        case when ChildProtectionPlan then 'child_protection_plan' else 'child_at_risk' end as flag
    from typed.sr_child_at_risk
    where not coalesce(RemovedData, false) and IDPatient is not null
)

select distinct
    IDPatient as record_id,
    flag,
    'yes' as value,
    DateAdded as on_date
from marked

union all by name

select distinct
    IDPatient as record_id,
    flag,
    'no' as value,
    DateRemoved as on_date
from marked
where DateRemoved is not null
