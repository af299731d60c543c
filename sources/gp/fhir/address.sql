-- Addresses of patients and of the people whom their records name; where somebody works is no home.
with lived as (
    select
        p.id as record_id,
        a.use,
        a.use_as_received,
        a.lines,
        a.address_text,
        a.postalCode,
        a.uprn,
        a.since,
        a.until
    from typed.fhir_patient_address as a
    inner join typed.fhir_patient as p on a._file = p._file and a._parent = p._record
    union all by name
    select
        r.record_id,
        a.use,
        a.use_as_received,
        a.lines,
        a.address_text,
        a.postalCode,
        a.uprn,
        a.since,
        a.until
    from typed.fhir_related_address as a
    inner join fhir_related('typed.fhir_patient', 'typed.fhir_related_person') as r
        on a._file = r._file and a._parent = r._record
    union all by name
    select
        c.record_id,
        c.address_use as use,
        c.address_use_as_received as use_as_received,
        c.lines,
        c.address_text,
        c.postalCode,
        c.uprn
    from fhir_contacts('typed.fhir_patient', 'typed.fhir_contact') as c
    where coalesce(c.lines, c.address_text, c.postalCode) is not null
)

select
    record_id,
    since as from_date,
    until as to_date,
    coalesce(use, 'home') as use,
    coalesce(lines_joined(string_split(lines, chr(10))), address_text) as line,
    postalCode as postcode,
    uprn
from lived
where
    coalesce(use_as_received, '') <> 'work'
    and (coalesce(use_as_received, '') <> 'old' or until is not null)
