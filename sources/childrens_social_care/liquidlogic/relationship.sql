-- The code says what the related person is to the first: of a mother and her child it is CHI.
select
    DIM_PERSON_ID as from_record_id,
    DIM_RELATED_PERSON_ID as to_record_id,
    coalesce(DIM_LOOKUP_RELTN_TYPE_CODE, 'other') as type,
    START_DTTM as from_date,
    END_DTTM as to_date,
    DIM_LOOKUP_RELTN_TYPE_CODE_as_received as source_value
from typed.fact_person_relation
