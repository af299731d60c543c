-- Phones and e-mail addresses of patients and of the relatives whom they name. A number at work is that
-- of everybody there, and no sign of a family.
with points as (
    select
        c.IDPatient as record_id,
        c.ContactNumber as value
    from typed.sr_patient_contact_details as c
    left join typed.sr_mapping as w on c.ContactType = w.RowIdentifier
    where
        not coalesce(c.RemovedData, false)
        and not coalesce(
            regexp_matches(lower(coalesce(w.Mapping_as_received, c.ContactType)), 'fax|work|business|office'),
            false
        )
    union all
    select
        RowIdentifier as record_id,
        EmailAddress as value
    from typed.sr_patient
    where not coalesce(RemovedData, false)
    union all
    select
        IDPatient || ':contact:' || RowIdentifier as record_id,
        unnest([
            RelationshipWithTelephone,
            RelationshipWithMobileTelephone,
            RelationshipWithEmailAddress
        ]) as value
    from typed.sr_patient_relationship
    where not coalesce(RemovedData, false)
)

select distinct
    record_id,
    case when contains(value, '@') then 'email' else 'phone' end as kind,
    value
from points
where value is not null and record_id is not null
