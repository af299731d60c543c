-- Phones and e-mail addresses that hold, of patients and of the people whom their records name. One at
-- work is that of everybody there, and no sign of a family.
with known as (
    select
        known_as,
        arg_min(id, (known_as <> id, id)) as id
    from (
        select
            id,
            unnest([id, nhs_number]) as known_as
        from typed.fhir_patient
        where coalesce(active, true) and replaced_by is null
    ) as named_as
    where known_as is not null
    group by known_as
),

related as (
    select
        r.*,
        k.id as patient_id,
        k.id || ':contact:' || r.id as record_id
    from typed.fhir_related_person as r
    inner join known as k
        on k.known_as = coalesce(
                nullif(regexp_extract(r.patient_reference, 'Patient/([^/]+)', 1), ''), r.patient_nhs_number
            )
    where coalesce(r.active, true)
    qualify row_number() over (partition by k.id, r.id order by r._file, r._record) = 1
),

contact as (
    select
        c.*,
        p.id as patient_id,
        p.id || ':contact:' || row_number() over (partition by p.id order by c._record) as record_id
    from typed.fhir_contact as c
    inner join typed.fhir_patient as p on c._file = p._file and c._parent = p._record
),

point as (
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
    inner join related as r on t._file = r._file and t._parent = r._record
    union all by name
    select
        c.record_id,
        t.*
    from typed.fhir_contact_telecom as t
    inner join contact as c on t._file = c._file and t._parent = c._record
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
