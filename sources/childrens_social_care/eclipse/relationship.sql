-- The word says what A is to B: of a mother and her child it is Mother, and she is A.
select
    ROLEAPERSONID as from_record_id,
    ROLEBPERSONID as to_record_id,
    coalesce(RELATIONSHIP, 'other') as type,
    STARTDATE as from_date,
    ENDDATE as to_date,
    RELATIONSHIP_as_received as source_value
from typed.relationshippersonview
