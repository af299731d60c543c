-- Persons that have no key or several, and keys that several have.
select
    (
        select count(*)
        from (
            select m.person_id
            from linkage.person_record as m
            left join linkage.identity as i
                on m.source = i.source and m.record_id = i.record_id and i.is_present
            group by m.person_id
            having count(distinct i.person_key) <> 1 or count(*) <> count(i.person_key)
        ) as without
    ) + (
        select count(*)
        from (
            select i.person_key
            from linkage.identity as i
            inner join linkage.person_record as m on i.source = m.source and i.record_id = m.record_id
            group by i.person_key
            having count(distinct m.person_id) > 1
        ) as shared
    ) as contradictions
