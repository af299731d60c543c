-- Care ties as reviewers found them. Where somebody lives was not asked.
select
    t.child_id,
    t.adult_id,
    t.role,
    'unknown' as residence,
    null::date as from_date,
    null::date as to_date,
    'P1' as tier,
    null::double as match_weight,
    null::varchar as evidence
from reviewed_tie as t
