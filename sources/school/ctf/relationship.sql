-- The contact is <relationship> of the pupil; responsibility is stated, never inferred.
select
    p.UPN || ':contact:' || coalesce(k."Order", k._record::varchar) as from_record_id,
    p.UPN as to_record_id,
    coalesce(k.Relationship, 'other') as type,
    k.Responsibility as parental_responsibility,
    case when k.AddressAsPupil then true end as lives_with,
    k.Relationship_as_received as source_value
from typed.pupil_contact as k
inner join typed.pupil as p on k._file = p._file and k._parent = p._record
where coalesce(k.Relationship, 'other') <> 'professional'
