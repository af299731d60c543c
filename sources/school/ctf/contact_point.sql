-- Phones and e-mail addresses of pupils and contacts; a second school's contacts are left out.
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
),

points as (
    select
        UPN as record_id,
        PhoneNo as value
    from typed.pupil
    union all
    select
        p.UPN || ':contact:' || coalesce(k."Order", k._record::varchar) as record_id,
        k.Email as value
    from typed.pupil_contact as k
    inner join pupil_once as p on k._file = p._file and k._parent = p._record
    union all
    select
        p.UPN || ':contact:' || coalesce(k."Order", k._record::varchar) as record_id,
        t.PhoneNo as value
    from typed.pupil_contact_phone as t
    inner join typed.pupil_contact as k on t._file = k._file and t._parent = k._record
    inner join pupil_once as p on k._file = p._file and k._parent = p._record
)

select distinct
    record_id,
    case when contains(value, '@') then 'email' else 'phone' end as kind,
    value
from points
where value is not null
