-- The other person is <type> of the patient, and has parental responsibility or is next of kin. For a
-- child the tick for responsibility is the patient's, so that such a row is turned here: the patient is
-- the parent. That a child is next of kin is then not said of the parent, and an empty box says nothing.
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
),

read as (
    select
        *,
        coalesce(patient_related, IDPatient || ':contact:' || RowIdentifier) as relative,
        case tie
            when 'child_of' then 'parent_of'
            when 'step_child_of' then 'step_parent_of'
            when 'adoptive_child_of' then 'adoptive_parent_of'
            when 'foster_child_of' then 'foster_carer_of'
            when 'ward_of' then 'guardian_of'
            when 'grandchild_of' then 'grandparent_of'
        end as turned
    from stated
    where patient_related is not null or (RelationshipWithName is not null and tie <> 'professional')
)

select
    case when turned is null then relative else IDPatient end as from_record_id,
    case when turned is null then IDPatient else relative end as to_record_id,
    case
        when turned is not null then turned
        when tie = 'other' and CaresForPatient then 'carer_of'
        else tie
    end as type,
    case when turned is null or HasParentalResponsibility then HasParentalResponsibility end
        as parental_responsibility,
    case when turned is null then NextOfKin end as next_of_kin,
    DateEvent as from_date,
    DateEnded as to_date,
    word as source_value
from read
