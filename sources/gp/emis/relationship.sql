-- The carer is <relation> of the patient.
select
    PatientGuid || ':carer' as from_record_id,
    PatientGuid as to_record_id,
    coalesce(CarerRelation, 'carer_of') as type,
    CarerRelation_as_received as source_value
from typed.emis_patient
where CarerName is not null
