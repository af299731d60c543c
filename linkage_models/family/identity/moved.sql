-- Children who are of another unit than the night before, by both units, and why as far as the ties,
-- homes and persons of the two nights tell.
with changed_person as (
    select distinct unnest([person_key, other_key]) as person_key
    from linkage.person_change
    where change in ('merged', 'split')
),

involved as (
    select
        key_before,
        key_now,
        was_together,
        unnest(persons) as person_key
    from family.beside
),

-- Pairs of units in which somebody is another person than the night before.
of_changed_persons as (
    select distinct
        i.key_before,
        i.key_now,
        i.was_together
    from involved as i
    inner join changed_person as c on i.person_key = c.person_key
),

shared_carer as (
    select
        key_before,
        key_now,
        unnest(shared_before) as person_key
    from family.beside
    where was_together
),

of_absent_carers as (
    select distinct
        s.key_before,
        s.key_now
    from shared_carer as s
    anti join family.known_person as k on s.person_key = k.person_key and k.person_id is not null
),

flagged as (
    select
        k.unit_key,
        u.flag
    from family.unit as u
    inner join family.unit_key as k on u.unit_id = k.unit_id
    where u.flag is not null
),

model as (
    select
        case
            when bool_or(links_are_kept and not has_same_family_model) then ', by another model or level'
            else ''
        end as told
    from linkage.last_night
),

told as (
    select
        b.key_before,
        b.key_now,
        b.children,
        b.was_together,
        case
            when b.was_together and f.flag is not null then f.flag
            when p.key_before is not null then 'a person among them was merged or split'
            when b.was_together and a.key_before is not null
                then 'a carer of theirs is not delivered'
            when b.was_together and not list_has_all(b.shared_now, b.shared_before)
                then 'a tie between a child and a carer is not there any more' || m.told
            when b.was_together and b.had_one_home and not b.have_one_home
                then 'they have no home in common any more'
            when b.was_together and b.has_come_or_left then 'a child between them left'
            when not b.was_together and not list_has_all(b.shared_before, b.shared_now)
                then 'a tie between a child and a carer came' || m.told
            when not b.was_together and b.have_one_home and not b.had_one_home
                then 'they have one home now'
            when not b.was_together and b.has_come_or_left then 'a child who came is between them'
            when b.has_other_carers
                then 'a tie to a carer whom they do not share came or went' || m.told
            else 'the ties between them changed' || m.told
        end as reason
    from family.beside as b
    cross join model as m
    left join of_changed_persons as p
        on
            b.key_before = p.key_before
            and b.key_now = p.key_now
            and b.was_together is not distinct from p.was_together
    left join of_absent_carers as a on b.key_before = a.key_before and b.key_now = a.key_now
    left join flagged as f on b.key_now = f.unit_key
)

select
    key_before,
    key_now,
    max(children) as children,
    key_before in (select n.unit_key from family.unit_key as n) as has_left,
    key_now in (select c.key_before from family.known_child as c) as has_come,
    coalesce(max(reason) filter (where was_together), 'the ties between them changed')
        as reason_to_part,
    coalesce(
        max(reason) filter (where not coalesce(was_together, false)), 'the ties between them changed'
    ) as reason_to_join
from told
group by key_before, key_now
order by key_before, key_now
