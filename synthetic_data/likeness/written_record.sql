-- One record a source of everybody whom it works with, as cleaned, with the person it is about.
with latest_address as (
    select
        source,
        record_id,
        postcode,
        line
    from conformed.address
    where use <> 'correspondence'
    qualify row_number() over (
            partition by source, record_id
            order by from_date desc nulls last, postcode, line
        ) = 1
)

select
    r.source,
    r.record_id,
    t.person_id,
    p.sex as true_sex,
    p.is_adult,
    r.given_name,
    r.family_name,
    r.date_of_birth,
    r.date_of_birth_quality,
    r.sex,
    r.nhs_number,
    a.postcode,
    a.line,
    coalesce(starts_with(a.line, 'NO FIXED ABODE'), false) as has_no_fixed_abode
from conformed.person_record as r
inner join truth_record as t on r.source = t.source and r.record_id = t.record_id
inner join truth_person as p on t.person_id = p.person_id
left join latest_address as a on r.source = a.source and r.record_id = a.record_id
where r.is_client and not r.is_restricted and not t.excluded and r.family_name is not null
qualify row_number() over (partition by r.source, t.person_id order by r.record_id) = 1
