-- What the newest month says of a patient who is a child: in care, on a plan, a young carer.
with newest as (
    select *
    from mhsds_about('typed.mhs005patind', 'typed.mhs001mpi', 'typed.mhs000header')
    qualify row_number() over (
            partition by record_id
            order by ReportingPeriodEndDate desc, UniqMonthID desc, _file desc, _line desc
        ) = 1
),

told as (
    select
        record_id,
        coalesce(ReportingPeriodEndDate, _delivery) as on_date,
        unnest([
            {'flag': 'young_carer', 'value': YoungCarer},
            {'flag': 'looked_after', 'value': LACStatus},
            {'flag': 'child_protection_plan', 'value': CPP}
        ]) as fact
    from newest
)

select
    t.record_id,
    t.fact.flag as flag,
    t.fact.value as value,
    t.on_date
from told as t
where t.fact.value = 'yes'
