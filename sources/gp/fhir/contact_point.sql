-- Phones and e-mail addresses that hold, of patients and of the people whom their records name. One at
-- work is that of everybody there, and no sign of a family.
with point as (
    select
        p.id as record_id,
        t.*
    from typed.fhir_patient_telecom as t
    inner join typed.fhir_patient as p on t._file = p._file and t._parent = p._record
    union all by name
    select
        r.record_id,
        t.*
    from typed.fhir_related_telecom as t
    inner join fhir_related('typed.fhir_patient', 'typed.fhir_related_person') as r
        on t._file = r._file and t._parent = r._record
    union all by name
    select
        c.record_id,
        t.*
    from typed.fhir_contact_telecom as t
    inner join fhir_contacts('typed.fhir_patient', 'typed.fhir_contact') as c
        on t._file = c._file and t._parent = c._record
)

select distinct
    record_id,
    case when contains(value, '@') then 'email' else 'phone' end as kind,
    value
from point
where
    value is not null
    and coalesce(system, 'phone') in ('phone', 'sms', 'email')
    and coalesce(use, '') not in ('old', 'work')
    and coalesce(until >= _delivery, true)
