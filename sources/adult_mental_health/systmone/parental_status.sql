-- A patient is recorded as a parent where the box for parental responsibility is ticked for a child,
-- not one who is known to be grown up. An empty box says nothing, so nobody has a no.
with patient as (
    select
        RowIdentifier,
        max(DateBirth) as born
    from typed.sr_patient
    where not coalesce(RemovedData, false) and not coalesce(TestPatient, false)
    group by RowIdentifier
),

child as (
    select
        r.IDPatient,
        r._delivery,
        r.DateEvent,
        coalesce(k.born, r.RelationshipWithDateOfBirth) as born
    from typed.sr_patient_relationship as r
    left join typed.sr_mapping as w on r.RelationshipType_as_received = w.RowIdentifier
    left join patient as k
        on coalesce(r.IDPatientRelationshipWith, r.IDRelationshipWithPatient) = k.RowIdentifier
    where
        not coalesce(r.RemovedData, false)
        and r.IDPatient is not null
        and r.HasParentalResponsibility
        and coalesce(nullif(r.RelationshipType, 'other'), w.Mapping) in ('child_of', 'adoptive_child_of')
        and coalesce(r.DateEnded >= r._delivery, true)
)

select
    IDPatient as record_id,
    'yes' as status,
    max(DateEvent) as recorded_on
from child
where coalesce(born + interval 18 year > _delivery, true)
group by IDPatient
