-- What every SELECT about the national register needs: which patients it is about, and the ids of the
-- people whom their records name.

-- Patients in use; a record that was replaced is the other one.
create or replace macro fhir_patients(patients) as table (
    select *  -- noqa: AM04
    from query_table(patients)
    where coalesce(active, true) and replaced_by is null
);

-- Related persons of patients in use, each once. A patient is meant by the id, or by the NHS number.
create or replace macro fhir_related(patients, related_persons) as table (
    with known as (
        select
            known_as,
            arg_min(id, (known_as <> id, id)) as id
        from (
            select
                id,
                unnest([id, nhs_number]) as known_as
            from fhir_patients(patients)
        ) as named_as
        where known_as is not null
        group by known_as
    )

    select
        r.*,  -- noqa: AM04
        k.id as patient_id,
        k.id || ':contact:' || r.id as record_id
    from query_table(related_persons) as r  -- noqa: RF02
    inner join known as k
        on k.known_as = coalesce(
                nullif(regexp_extract(r.patient_reference, 'Patient/([^/]+)', 1), ''), r.patient_nhs_number
            )
    where coalesce(r.active, true)
    qualify row_number() over (partition by k.id, r.id order by r._file, r._record) = 1
);

-- Contacts in the records of patients; they have no id, and are told apart by their place.
create or replace macro fhir_contacts(patients, contacts) as table (
    select
        c.*,  -- noqa: AM04
        p.id as patient_id,
        p.id || ':contact:' || row_number() over (partition by p.id order by c._record) as record_id
    from query_table(contacts) as c  -- noqa: RF02
    inner join query_table(patients) as p on c._file = p._file and c._parent = p._record  -- noqa: RF02
);
