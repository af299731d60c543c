-- Patients, and the people whom their records name: related persons and contacts. A record that was
-- replaced is the other one. Of several names the usual one that holds is taken; the rest are other
-- names. A birth date that is a year or a month alone is no date, and said to be partial.
with patient as (
    select
        *,
        coalesce(list_has_any(string_split(security, chr(10)), ['R', 'V', 'REDACTED']), false) as restricted
    from fhir_patients('typed.fhir_patient')
),

related as (
    select
        r.*,
        p.restricted
    from fhir_related('typed.fhir_patient', 'typed.fhir_related_person') as r
    inner join patient as p on r.patient_id = p.id
),

contact as (
    select
        c.*,
        p.restricted
    from fhir_contacts('typed.fhir_patient', 'typed.fhir_contact') as c
    inner join patient as p on c.patient_id = p.id
),

-- Those who are around a patient by their office are nobody's family.
office as (
    select
        'related' as whose,
        _file,
        _parent,
        code
    from typed.fhir_related_relationship
    union all
    select
        'contact' as whose,
        _file,
        _parent,
        code
    from typed.fhir_contact_relationship
),

professional as (
    select
        whose,
        _file,
        _parent
    from office
    group by whose, _file, _parent
    having bool_or(code = 'professional') and bool_and(coalesce(code, 'other') in ('professional', 'other'))
),

ranked as (
    select
        *,
        row_number() over (
            partition by whose, _file, _parent
            order by
                coalesce(until < _delivery, false),
                coalesce(list_position(['usual', 'official', '', 'temp', 'nickname', 'anonymous'], use), 9),
                since desc nulls last,
                _record
        ) as place
    from (
        select
            'patient' as whose,
            n.* replace (coalesce(n.use, '') as use)
        from typed.fhir_patient_name as n
        union all by name
        select
            'related' as whose,
            n.* replace (coalesce(n.use, '') as use)
        from typed.fhir_related_name as n
    ) as written
),

named as (
    select
        whose,
        _file,
        _parent,
        max(coalesce(string_split(given, chr(10))[1], given_of_full_name(name_text)))
        filter (where place = 1) as given_name,
        max(array_to_string(string_split(given, chr(10))[2:], ' ')) filter (where place = 1) as middle_names,
        max(coalesce(family, family_of_full_name(name_text))) filter (where place = 1) as family_name,
        list(family order by place) filter (where place > 1 and family is not null) as other_family_names,
        list(string_split(given, chr(10))[1] order by place)
        filter (where place > 1 and use = 'nickname' and given is not null) as other_given_names
    from ranked
    group by whose, _file, _parent
)

select
    p.id as record_id,
    p.nhs_number,
    case when p.nhs_number is not null then coalesce(p.status, 'unverified') end as nhs_number_status,
    n.given_name,
    n.middle_names,
    n.family_name,
    n.other_family_names,
    n.other_given_names,
    p.birthDate as date_of_birth,
    case
        when p.birthDate is not null then date_quality(p.birthDate, false)
        when p.birth_as_written is not null then 'partial'
    end as date_of_birth_quality,
    -- Who is dead without a date was so by the day they were taken off the register, or by the delivery.
    coalesce(
        p.deceasedDateTime,
        case when p.removed_for = 'DEA' then p.removed_on end,
        case when p.deceasedBoolean then p._delivery end
    ) as date_of_death,
    coalesce(p.gender, 'U') as sex,
    p.ethnic_category as ethnic_group,
    true as is_client,
    p.restricted as is_restricted
from patient as p
left join named as n on n.whose = 'patient' and p._file = n._file and p._record = n._parent

union all by name

select
    r.record_id,
    r.nhs_number,
    case when r.nhs_number is not null then 'unverified' end as nhs_number_status,
    n.given_name,
    n.middle_names,
    n.family_name,
    n.other_family_names,
    n.other_given_names,
    r.birthDate as date_of_birth,
    case
        when r.birthDate is not null then date_quality(r.birthDate, false)
        when r.birth_as_written is not null then 'partial'
    end as date_of_birth_quality,
    coalesce(r.gender, 'U') as sex,
    false as is_client,
    r.restricted as is_restricted
from related as r
left join named as n on n.whose = 'related' and r._file = n._file and r._record = n._parent
left join professional as o on o.whose = 'related' and r._file = o._file and r._record = o._parent
where coalesce(n.family_name, n.given_name, r.nhs_number) is not null and o._parent is null

union all by name

select
    c.record_id,
    coalesce(string_split(c.given, chr(10))[1], given_of_full_name(c.name_text)) as given_name,
    array_to_string(string_split(c.given, chr(10))[2:], ' ') as middle_names,
    coalesce(c.family, family_of_full_name(c.name_text)) as family_name,
    coalesce(c.gender, 'U') as sex,
    false as is_client,
    c.restricted as is_restricted
from contact as c
left join professional as o on o.whose = 'contact' and c._file = o._file and c._record = o._parent
where coalesce(c.family, c.given, c.name_text) is not null and o._parent is null
