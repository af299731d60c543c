-- The related person, or contact, is <code> of the patient. Of several codes those that say most count;
-- responsibility is never inferred from one, and next of kin is said by a code of its own.
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

person as (
    select
        r.record_id,
        r.patient_id,
        r.since,
        r.until,
        c.code,
        c.code_as_received
    from related as r
    left join typed.fhir_related_relationship as c on r._file = c._file and r._record = c._parent
    union all by name
    select
        k.record_id,
        k.patient_id,
        k.since,
        k.until,
        c.code,
        c.code_as_received
    from contact as k
    left join typed.fhir_contact_relationship as c on k._file = c._file and k._record = c._parent
),

ranked as (
    select
        *,
        case
            when coalesce(code, 'other') = 'other' then 3
            when code in ('other_family', 'professional') then 2
            else 1
        end as rank,
        bool_or(code_as_received = 'N') over (partition by record_id) as says_next_of_kin
    from person
),

best as (
    select *
    from ranked
    qualify rank = min(rank) over (partition by record_id)
)

select
    record_id as from_record_id,
    patient_id as to_record_id,
    coalesce(code, 'other') as type,
    case when bool_or(says_next_of_kin) then true end as next_of_kin,
    min(since) as from_date,
    case when bool_and(until is not null) then max(until) end as to_date,
    min(code_as_received) as source_value
from best
group by record_id, patient_id, coalesce(code, 'other')
