-- Addresses of patients and of the people whom their records name; where somebody works is no home.
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

lived as (
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
    inner join related as r on a._file = r._file and a._parent = r._record
    union all by name
    select
        c.record_id,
        c.address_use as use,
        c.address_use_as_received as use_as_received,
        c.lines,
        c.address_text,
        c.postalCode,
        c.uprn
    from contact as c
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
