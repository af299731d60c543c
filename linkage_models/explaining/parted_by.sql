-- What says that the two persons of a cut link are two: records, one of each, that cannot be one person,
-- the link's own first.
with member as (
    select
        r.record_number,
        r.source,
        r.record_id,
        m.person_id
    from linkage.person_record as m
    inner join linkage.record as r on m.source = r.source and m.record_id = r.record_id
    where m.person_id in ($person_l, $person_r)
),

known as (
    select
        least(record_number_l, record_number_r) as number_l,
        greatest(record_number_l, record_number_r) as number_r,
        guard
    from linkage.pair
    where cannot_be_one
    union all
    select
        least(f.record_number, t.record_number) as number_l,
        greatest(f.record_number, t.record_number) as number_r,
        $stated as guard
    from conformed.relationship as s
    inner join member as f on s.source = f.source and s.from_record_id = f.record_id
    inner join member as t on s.source = t.source and s.to_record_id = t.record_id
)

select
    l.source as source_l,
    l.record_id as record_id_l,
    r.source as source_r,
    r.record_id as record_id_r,
    k.guard,
    k.number_l = $number_l and k.number_r = $number_r as is_itself
from known as k
inner join member as l on k.number_l = l.record_number
inner join member as r on k.number_r = r.record_number
where l.person_id <> r.person_id
order by is_itself desc, k.number_l asc, k.number_r asc, k.guard asc
limit 1
