-- The contact is <relationship> of the pupil; responsibility is stated, never inferred. Contacts are
-- those of the school where the pupil is enrolled in the first place, as in person_record.
with pupil_once as (
    select
        p._file,
        p._record,
        p.UPN
    from typed.pupil as p
    qualify row_number() over (
            partition by p.UPN
            order by coalesce(p.EnrolStatus, 'C') in ('C', 'M') desc, p.EntryDate desc, p._file
        ) = 1
)

select
    p.UPN || ':contact:' || coalesce(k."Order", k._record::varchar) as from_record_id,
    p.UPN as to_record_id,
    coalesce(k.Relationship, 'other') as type,
    k.Responsibility as parental_responsibility,
    case when k.AddressAsPupil then true end as lives_with,
    k.Relationship_as_received as source_value
from typed.pupil_contact as k
inner join pupil_once as p on k._file = p._file and k._parent = p._record
where coalesce(k.Relationship, 'other') <> 'professional'
