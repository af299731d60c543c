-- Every child of tonight's units and of those of the night before, with its unit on either, and why it
-- came to units or left them. Null where it was in none.
with tonight as (
    select
        k.person_id,
        i.unit_key,
        i.person_key,
        i.carers,
        i.homes
    from family.unit_identity as i
    inner join linkage.person_key as k on i.person_key = k.person_key
    where i.is_child and i.is_present
),

before as (
    select
        l.unit_key,
        l.person_key,
        l.carers,
        l.homes,
        l.is_present,
        l.expected_on is not null as was_unborn,
        k.person_id
    from family.last_unit as l
    inner join family.known_person as k on l.person_key = k.person_key
    where l.is_child
),

-- Who is somebody else's part tonight, or of newly delivered records alone.
begun as (
    select
        case when change = 'new' then person_key else other_key end as person_key,
        min(change) as change
    from linkage.person_change
    where change in ('new', 'split')
    group by all
),

night_before as (
    select max(night) as night
    from linkage.last_night
    where links_are_kept
)

select
    coalesce(n.person_id, b.person_id) as person_id,
    coalesce(n.person_key, b.person_key) as person_key,
    b.unit_key as key_before,
    b.is_present as was_present,
    b.carers as carers_before,
    b.homes as homes_before,
    n.unit_key as key_now,
    n.carers as carers_now,
    n.homes as homes_now,
    case
        when n.unit_key is not null then null
        when b.person_id is null then 'no record of a child is delivered'
        when p.is_dead then 'a child died'
        when b.was_unborn and not p.is_child then 'nothing tells of a birth that was expected'
        when not p.is_child then 'a child turned 18'
        else 'only contacts of others name a child'
    end as reason_to_leave,
    case
        when n.unit_key is null or b.is_present then null
        when b.unit_key is not null then 'a child is delivered again'
        when p.is_unborn then 'a birth is expected'
        when p.birth > w.night then 'a child was born'
        when c.change = 'new' then 'a child is delivered for the first time'
        when c.change = 'split' then 'a person was split, and a child is one of the two'
        else 'who was known already is a child to be in a unit now'
    end as reason_to_come
from before as b
full join tonight as n on b.person_id = n.person_id
left join family.person as p on coalesce(n.person_id, b.person_id) = p.person_id
left join begun as c on n.person_key = c.person_key
cross join night_before as w
