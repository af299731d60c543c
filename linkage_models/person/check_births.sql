-- Records of one cluster, both with a full birth date, born further apart than typing explains: no more
-- than one part agrees, and years lie between. Where the two are a link of their own, that was weighed
-- already, and it counts only if their given names clearly differ too.
with born as (
    select
        c.cluster,
        r.record_number,
        r.date_of_birth
    from cluster as c
    inner join linkage.record as r on c.node + 1 = r.record_number
    where r.date_of_birth is not null
),

suspect as (
    select cluster
    from born
    group by cluster
    having max(year(date_of_birth)) - min(year(date_of_birth)) >= $years
),

far as (
    select
        l.record_number as record_number_l,
        r.record_number as record_number_r
    from suspect as s
    inner join born as l on s.cluster = l.cluster
    inner join born as r on s.cluster = r.cluster
    where
        l.record_number < r.record_number
        and abs(year(l.date_of_birth) - year(r.date_of_birth)) >= $years
        and date_parts_agreeing(l.date_of_birth, r.date_of_birth) <= 1
)

select
    f.record_number_l - 1 as node_l,
    f.record_number_r - 1 as node_r
from far as f
inner join linkage.record as l on f.record_number_l = l.record_number
inner join linkage.record as r on f.record_number_r = r.record_number
inner join conformed.person_record as p on l.source = p.source and l.record_id = p.record_id
inner join conformed.person_record as q on r.source = q.source and r.record_id = q.record_id
left join direct_link as d on f.record_number_l = d.node_l + 1 and f.record_number_r = d.node_r + 1
where
    p.date_of_birth_quality = 'full'
    and q.date_of_birth_quality = 'full'
    and damerau_levenshtein(l.date_of_birth_text, r.date_of_birth_text) > 2
    and (
        d.node_l is null
        or (
            jaro_winkler_similarity(l.given_name, r.given_name) < $clearly_different
            and not list_has_any(l.given_names, r.given_names)
        )
    )
order by node_l, node_r
