-- Compared pairs that are one person in the night and not at the levels proposed, or the reverse: how many,
-- and a sample of them, from each pair of sources and direction in turn.
with record_of_night as (
    select
        n.record_number,
        {'source': n.source, 'record_id': n.record_id} as key,
        a.person_id as person_before,
        b.person_id as person_after
    from night.linkage.record as n
    inner join night.linkage.person_record as a on n.source = a.source and n.record_id = a.record_id
    inner join linkage.person_record as b on n.source = b.source and n.record_id = b.record_id
),

record_proposed as (
    select
        n.record_number,
        {'source': n.source, 'record_id': n.record_id} as key,
        a.person_id as person_before,
        b.person_id as person_after
    from linkage.record as n
    inner join night.linkage.person_record as a on n.source = a.source and n.record_id = a.record_id
    inner join linkage.person_record as b on n.source = b.source and n.record_id = b.record_id
),

compared as (
    select
        least(l.key, r.key) as key_l,
        greatest(l.key, r.key) as key_r,
        l.person_after = r.person_after as is_joined,
        p.match_weight as weight_before,
        null::double as weight_after
    from night.linkage.pair as p
    inner join record_of_night as l on p.record_number_l = l.record_number
    inner join record_of_night as r on p.record_number_r = r.record_number
    where (l.person_before = r.person_before) <> (l.person_after = r.person_after)
    union all
    select
        least(l.key, r.key) as key_l,
        greatest(l.key, r.key) as key_r,
        l.person_after = r.person_after as is_joined,
        null::double as weight_before,
        p.match_weight as weight_after
    from linkage.pair as p
    inner join record_proposed as l on p.record_number_l = l.record_number
    inner join record_proposed as r on p.record_number_r = r.record_number
    where (l.person_before = r.person_before) <> (l.person_after = r.person_after)
),

changed as (
    select
        key_l,
        key_r,
        is_joined,
        max(weight_before) as weight_before,
        max(weight_after) as weight_after,
        md5(concat_ws('|', $seed, key_l.source, key_l.record_id, key_r.source, key_r.record_id)) as lot
    from compared
    group by key_l, key_r, is_joined
)

select
    key_l.source as source_l,
    key_l.record_id as record_id_l,
    key_r.source as source_r,
    key_r.record_id as record_id_r,
    is_joined,
    weight_before,
    weight_after,
    count(*) filter (where is_joined) over () as joined,
    count(*) filter (where not is_joined) over () as parted
from changed
order by row_number() over (partition by key_l.source, key_r.source, is_joined order by lot), lot
limit $most
