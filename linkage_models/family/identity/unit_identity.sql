-- The members of every unit under its key: tonight's, and the absent of units that have somebody
-- tonight or are an absent child's.
select
    person_key,
    unit_key,
    key_since,
    is_child,
    expected_on,
    carers,
    homes,
    ended.unit_key as ended_key,
    ended.key_since as ended_key_since,
    $as_at::date as last_seen,
    true as is_present
from family.member_tonight
union all
select
    person_key,
    unit_key,
    key_since,
    is_child,
    expected_on,
    carers,
    null as homes,
    ended.unit_key as ended_key,
    ended.key_since as ended_key_since,
    last_seen,
    false as is_present
from family.member_absent
where
    unit_key in (select p.unit_key from family.member_tonight as p)
    or unit_key in (select r.unit_key from family.member_absent as r where r.is_child)
order by unit_key, person_key, is_child
