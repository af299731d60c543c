-- The other person is <type> of the patient, and has parental responsibility or is next of kin.
with patient as (
    select distinct RowIdentifier
    from typed.sr_patient
    where not coalesce(RemovedData, false) and not coalesce(TestPatient, false)
),

stated as (
    select
        r.*,
        coalesce(nullif(r.RelationshipType, 'other'), w.Mapping, 'other') as tie,
        coalesce(w.Mapping_as_received, r.RelationshipType_as_received) as word,
        k.RowIdentifier as patient_related
    from typed.sr_patient_relationship as r
    left join typed.sr_mapping as w on r.RelationshipType_as_received = w.RowIdentifier
    left join patient as k
        on coalesce(r.IDPatientRelationshipWith, r.IDRelationshipWithPatient) = k.RowIdentifier
    where not coalesce(r.RemovedData, false) and r.IDPatient is not null
    qualify row_number() over (partition by r.RowIdentifier order by r.IDOrganisationVisibleTo) = 1
)

select
    coalesce(patient_related, IDPatient || ':contact:' || RowIdentifier) as from_record_id,
    IDPatient as to_record_id,
    case when tie = 'other' and CaresForPatient then 'carer_of' else tie end as type,
    HasParentalResponsibility as parental_responsibility,
    NextOfKin as next_of_kin,
    DateEvent as from_date,
    DateEnded as to_date,
    word as source_value
from stated
where patient_related is not null or (RelationshipWithName is not null and tie <> 'professional')
