-- Enquiries, in the words of the census, and the families that contacts place people in. A family is
-- no tie: a tie says that two records are two people, and somebody entered twice is twice in one.
select
    DIM_PERSON_ID as record_id,
    'section_47' as flag,
    case
        when bool_or(OUTCOME_CP_CONFERENCE_FLAG) then 'conference held'
        when bool_and(END_DTTM is not null) then 'no conference needed'
        else 'conference not held'
    end as value,
    START_DTTM as on_date
from typed.fact_s47
where START_DTTM is not null
group by DIM_PERSON_ID, START_DTTM

union all by name

select
    DIM_PERSON_ID as record_id,
    'family_of_residence' as flag,
    DIM_LOOKUP_FAMILYOFRESIDENCE_ID as value,
    min(CONTACT_DTTM) as on_date
from typed.fact_contacts
where DIM_LOOKUP_FAMILYOFRESIDENCE_ID is not null
group by DIM_PERSON_ID, DIM_LOOKUP_FAMILYOFRESIDENCE_ID
