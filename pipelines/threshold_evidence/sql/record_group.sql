-- Who each record that can be linked is about, as the night has it. These groups hold before and after, so
-- that the same records are compared.
select
    m.source,
    m.record_id,
    coalesce(t.sex, 'not known') as sex,
    coalesce(t.ethnic_group, 'not known') as ethnic_group,
    coalesce(p.imd_decile, 'not known') as imd_decile,
    case
        when f.birth is null then 'not known'
        when f.birth + interval 5 year > $as_at then '0 to 4'
        when f.birth + interval 18 year > $as_at then '5 to 17'
        when f.birth + interval 35 year > $as_at then '18 to 34'
        when f.birth + interval 65 year > $as_at then '35 to 64'
        else '65 and over'
    end as age_group
from linkage.person_record as m
left join family.person as f on m.person_id = f.person_id
left join counts.trait as t on m.person_id = t.person_id
left join counts.place as p on m.person_id = p.person_id
where m.is_linkable
