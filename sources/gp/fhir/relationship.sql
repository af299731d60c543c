-- The related person, or contact, is <code> of the patient. Of several codes those that say most count;
-- responsibility is never inferred from one, and next of kin is said by a code of its own.
with person as (
    select
        r.record_id,
        r.patient_id,
        r.since,
        r.until,
        c.code,
        c.code_as_received
    from fhir_related('typed.fhir_patient', 'typed.fhir_related_person') as r
    left join typed.fhir_related_relationship as c on r._file = c._file and r._record = c._parent
    union all by name
    select
        k.record_id,
        k.patient_id,
        k.since,
        k.until,
        c.code,
        c.code_as_received
    from fhir_contacts('typed.fhir_patient', 'typed.fhir_contact') as k
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
