-- A contact 'as pupil' lives at the pupil's address; others at their own, where one is given.
-- A second school's contacts are left out, as in person_record.
with pupil_once as (
    select p.*
    from typed.pupil as p
    qualify row_number() over (
            partition by p.UPN
            order by coalesce(p.EnrolStatus, 'C') in ('C', 'M') desc, p.EntryDate desc, p._file
        ) = 1
),

addresses as (
    select
        UPN as record_id,
        SAON,
        PAON,
        Street,
        UPRN,
        AddressLine1,
        AddressLine2,
        PostCode
    from typed.pupil
    union all by name
    select
        p.UPN || ':contact:' || coalesce(k."Order", k._record::varchar) as record_id,
        case when k.AddressAsPupil then p.SAON else k.SAON end as SAON,
        case when k.AddressAsPupil then p.PAON else k.PAON end as PAON,
        case when k.AddressAsPupil then p.Street else k.Street end as Street,
        case when k.AddressAsPupil then p.UPRN else k.UPRN end as UPRN,
        case when k.AddressAsPupil then p.AddressLine1 else k.AddressLine1 end as AddressLine1,
        case when k.AddressAsPupil then p.AddressLine2 else k.AddressLine2 end as AddressLine2,
        case when k.AddressAsPupil then p.PostCode else k.PostCode end as PostCode
    from typed.pupil_contact as k
    inner join pupil_once as p on k._file = p._file and k._parent = p._record
)

select distinct
    record_id,
    'home' as use,
    coalesce(
        lines_joined([SAON, trim(concat_ws(' ', PAON, Street))]), lines_joined([AddressLine1, AddressLine2])
    ) as line,
    SAON as flat,
    coalesce(PAON, premises_of(AddressLine1)) as premises,
    Street as street,
    PostCode as postcode,
    UPRN as uprn
from addresses
where coalesce(PAON, Street, AddressLine1, PostCode, UPRN) is not null
