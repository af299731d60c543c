-- Who is open to which targeted service, one row for each: those open to mental health as adults, the stages
-- of social care (a contact or a referral is none), early help, special needs, and what schools note.
select distinct
    person_id,
    service
from counts.open_involvement
where
    service in ('early_help', 'special_educational_needs')
    or (
        service = 'childrens_social_care'
        and kind in ('child_in_need', 'child_protection', 'looked_after')
    )

union all

select
    person_id,
    'adult_mental_health' as service
from counts.adult

union all

select
    person_id,
    unnest(list_filter(
        [
            case when is_persistently_absent then 'persistent_absence' end,
            case when is_suspended then 'suspension' end,
            case when is_young_carer then 'young_carer' end
        ],
        lambda s: s is not null
    )) as service
from counts.noted
