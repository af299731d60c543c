-- The links that join a true person's records to somebody else's, one row per link and per person
-- who should not be there, with the guard that was too weak to stop it. Without a link between the
-- two, records outside the truth join them.
with joined as (
    select
        record_number_l as record_number,
        record_number_r as other_number,
        match_weight,
        evidence
    from linkage.link
    where not is_cut
    union all
    select
        record_number_r as record_number,
        record_number_l as other_number,
        match_weight,
        evidence
    from linkage.link
    where not is_cut
),

crossing as (
    select
        l.true_id,
        l.found_id,
        least(j.record_number, j.other_number) as record_number_l,
        greatest(j.record_number, j.other_number) as record_number_r,
        j.match_weight,
        j.evidence
    from joined as j
    inner join judged as l on j.record_number = l.record_number
    inner join judged as r on j.other_number = r.record_number
    where l.found_id = r.found_id and l.true_id <> r.true_id
),

aside as (
    select distinct person_id
    from linkage.set_aside
)

select
    f.true_id,
    f.found_id,
    c.record_number_l,
    c.record_number_r,
    coalesce(p.match_weight_before_guard, c.match_weight) as weight,
    s.person_id is not null as is_asked,
    'joined' as stage,
    coalesce(
        c.evidence || coalesce(', in spite of: ' || p.guard, ''),
        'through records that the truth does not cover'
    ) as detail
from fragment as f
left join crossing as c on f.true_id = c.true_id and f.found_id = c.found_id
left join linkage.pair as p
    on
        c.record_number_l = least(p.record_number_l, p.record_number_r)
        and c.record_number_r = greatest(p.record_number_l, p.record_number_r)
left join aside as s on f.found_id = s.person_id
where f.place_in_found > 1
