-- What the return asks of some children. A placement for adoption is told of the child under the
-- id it has in care; the child's later identity, and who adopts it, are joined nowhere.
select distinct
    CHILD as record_id,
    'uasc' as flag,
    'yes' as value
from typed.ssda903_uasc

union all by name

select distinct
    CHILD as record_id,
    'missing_from_care' as flag,
    case MISSING when 'M' then 'missing' else 'away' end as value,
    MIS_START as on_date
from typed.ssda903_missing
where MISSING in ('M', 'A')

union all by name

select distinct
    CHILD as record_id,
    'sdq_score' as flag,
    SDQ_SCORE::varchar as value
from typed.ssda903_oc2
where SDQ_SCORE between 0 and 40

union all by name

select distinct
    CHILD as record_id,
    'care_leaver' as flag,
    coalesce(IN_TOUCH, 'not recorded') as value
from typed.ssda903_oc3

union all by name

select distinct
    CHILD as record_id,
    'placed_for_adoption' as flag,
    'yes' as value,
    DATE_PLACED as on_date
from typed.ssda903_placed_for_adoption
where DATE_PLACED is not null
