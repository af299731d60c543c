-- Records that are of another person than the night before, by both persons, and why as far as
-- tonight's tables tell: of the night before only who was whom is known, and not by which links.
with person_now as (
    select distinct key_now as person_key
    from linkage.known_record
    where key_now is not null
),

person_before as (
    select
        key_before as person_key,
        bool_and(key_now is not null) as is_whole
    from linkage.known_record
    where key_before is not null
    group by key_before
),

moved as (
    select
        k.key_before,
        k.key_now,
        count(*) as records,
        k.key_before in (select n.person_key from person_now as n) as has_left,
        k.key_now in (select b.person_key from person_before as b) as has_come
    from linkage.known_record as k
    where k.key_before <> k.key_now
    group by k.key_before, k.key_now
),

-- Records of persons to which something happened: few, so links and pairs are read once and quickly.
involved as (
    select
        record_number,
        key_before,
        key_now
    from linkage.known_record
    where
        record_number is not null
        and (
            key_before in (select m.key_before from moved as m)
            or key_now in (select m.key_now from moved as m)
        )
),

link_between as (
    select
        l.evidence,
        l.is_cut,
        l.cut_reason,
        a.key_before as key_before_l,
        a.key_now as key_now_l,
        b.key_before as key_before_r,
        b.key_now as key_now_r
    from linkage.link as l
    inner join involved as a on l.record_number_l = a.record_number
    inner join involved as b on l.record_number_r = b.record_number
),

link_seen_from as (
    select
        evidence,
        is_cut,
        cut_reason,
        key_before_l as key_before,
        key_now_l as key_now,
        key_before_r as other_before,
        key_now_r as other_now
    from link_between
    union all
    select
        evidence,
        is_cut,
        cut_reason,
        key_before_r as key_before,
        key_now_r as key_now,
        key_before_l as other_before,
        key_now_l as other_now
    from link_between
),

-- What links records that came to a person with the rest of it.
joining as (
    select
        key_before,
        key_now,
        bool_or(evidence = 'human') as by_decision,
        bool_or(other_before is not null and evidence = 'exact identifier') as by_identifier,
        bool_or(other_before is not null) as by_known_record,
        bool_or(other_before is null) as by_new_record
    from link_seen_from
    where
        not is_cut
        and key_before <> key_now
        and key_now = other_now
        and coalesce(key_before <> other_before, true)
    group by key_before, key_now
),

-- What stands between records that left a person and those they were one person with.
cut as (
    select
        key_before,
        key_now,
        coalesce(': ' || min(cut_reason), '') as told
    from link_seen_from
    where is_cut and key_before <> key_now and key_before = other_before and key_now <> other_now
    group by key_before, key_now
),

pair_between as (
    select
        p.guard,
        a.key_before,
        a.key_now as key_now_l,
        b.key_now as key_now_r
    from linkage.pair as p
    inner join involved as a on p.record_number_l = a.record_number
    inner join involved as b on p.record_number_r = b.record_number and a.key_before = b.key_before
    where a.key_now <> b.key_now
),

weak as (
    select
        key_before,
        unnest([key_now_l, key_now_r]) as key_now,
        guard
    from pair_between
),

parting as (
    select
        key_before,
        key_now,
        min(guard) as guard
    from weak
    group by key_before, key_now
),

model as (
    select
        case
            when bool_or(links_are_kept and not has_same_model) then ', by another model or level'
            else ''
        end as told
    from linkage.last_night
)

select
    m.key_before,
    m.key_now,
    m.records,
    m.has_left,
    m.has_come,
    case
        when j.by_decision then 'a person decided that they are one'
        when j.by_identifier then 'a pair of their records agrees on an exact identifier'
        when j.by_known_record then 'a pair of their records is at or above the join level' || o.told
        when j.by_new_record then 'a newly delivered record links them'
        else 'the links between them changed'
    end as reason_to_join,
    case
        when c.told is not null then 'the link between them was cut' || c.told
        when w.guard is not null then 'a guard stands between them: ' || w.guard
        when not b.is_whole then 'a record of theirs is no longer delivered'
        when w.key_now is not null
            then 'their pairs are below the level at which a link is kept' || o.told
        else 'the links between them changed'
    end as reason_to_part
from moved as m
cross join model as o
inner join person_before as b on m.key_before = b.person_key
left join joining as j on m.key_before = j.key_before and m.key_now = j.key_now
left join cut as c on m.key_before = c.key_before and m.key_now = c.key_now
left join parting as w on m.key_before = w.key_before and m.key_now = w.key_now
order by m.key_before, m.key_now
