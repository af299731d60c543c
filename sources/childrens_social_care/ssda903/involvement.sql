-- Periods of care: episodes that follow each other are one period, from its first day until an
-- episode ceases for good. Short breaks (V3, V4) are not counted as being looked after.
with episode as (
    select distinct
        CHILD,
        DECOM,
        RNE,
        CIN,
        DEC,
        REC,
        case when LS in ('V3', 'V4') then 'short_break' else 'looked_after' end as kind
    from typed.ssda903_episodes
),

after_another as (
    select
        *,
        lag(DEC) over (
            partition by CHILD, kind order by DECOM, DEC nulls last, RNE, CIN, REC
        ) as ceased_before,
        lag(REC) over (
            partition by CHILD, kind order by DECOM, DEC nulls last, RNE, CIN, REC
        ) as reason_before,
        row_number() over (
            partition by CHILD, kind order by DECOM, DEC nulls last, RNE, CIN, REC
        ) as place
    from episode
),

numbered as (
    select
        *,
        count(*) filter (
            where place = 1 or RNE = 'S' or DECOM > ceased_before or reason_before <> 'X1'
        ) over (partition by CHILD, kind order by place) as period
    from after_another
),

period as (
    select
        CHILD,
        kind,
        arg_min(CIN, place) as need,
        min(DECOM) as start_date,
        case when bool_and(DEC is not null) then max(DEC) end as end_date,
        arg_max(REC, place) filter (where REC <> 'X1') as reason
    from numbered
    group by CHILD, kind, period
)

select
    CHILD as record_id,
    'childrens_social_care' as service,
    kind,
    min(need) as detail,
    start_date,
    case when bool_and(end_date is not null) then max(end_date) end as end_date,
    case when bool_and(end_date is not null) then min(reason) end as outcome
from period
group by CHILD, kind, start_date
