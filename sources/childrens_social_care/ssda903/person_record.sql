-- Children of the return, without names; one that has episodes and no header is known by its id.
with episode as (
    select
        CHILD,
        max(DEC) filter (where REC = 'E2') as died_on
    from typed.ssda903_episodes
    group by CHILD
)

select
    coalesce(h.CHILD, e.CHILD) as record_id,
    h.UPN as upn,
    h.DOB as date_of_birth,
    date_quality(h.DOB, false) as date_of_birth_quality,
    e.died_on as date_of_death,
    h.SEX as sex,
    h.ETHNIC as ethnic_group,
    true as is_client,
    false as is_restricted
from typed.ssda903_header as h
full join episode as e on h.CHILD = e.CHILD
