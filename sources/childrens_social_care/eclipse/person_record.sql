-- Everybody but records that are not to be used. A child that was born keeps the day it was due. Of
-- pupil numbers the one without an end is in use, or the one that ended last.
with given_number as (
    select
        PERSONID,
        REFERENCENUMBER,
        max(STARTDATE) as STARTDATE,
        case when bool_and(ENDDATE is not null) then max(ENDDATE) end as ENDDATE
    from typed.referencenumberpersonview
    where upper(REFERENCETYPECODE) = 'UPN'
    group by PERSONID, REFERENCENUMBER
),

pupil_number as (
    select
        PERSONID,
        REFERENCENUMBER,
        row_number() over (
            partition by PERSONID
            order by ENDDATE is null desc, ENDDATE desc, STARTDATE desc nulls last, REFERENCENUMBER
        ) as place
    from given_number
)

select
    p.PERSONID as record_id,
    p.NHSNUMBER as nhs_number,
    'unverified' as nhs_number_status,
    u.REFERENCENUMBER as upn,
    f.REFERENCENUMBER as former_upn,
    p.FORENAME as given_name,
    p.SURNAME as family_name,
    p.DATEOFBIRTH as date_of_birth,
    date_quality(p.DATEOFBIRTH, false) as date_of_birth_quality,
    case when p.DATEOFBIRTH is null then p.DUEDATE end as expected_date_of_birth,
    p.DIEDDATE as date_of_death,
    p.SEX as sex,
    p.ETHNICITYCODE as ethnic_group,
    true as is_client,
    coalesce(p.ISRESTRICTED, false) as is_restricted
from typed.personview as p
left join pupil_number as u on p.PERSONID = u.PERSONID and u.place = 1
left join pupil_number as f on p.PERSONID = f.PERSONID and f.place = 2
where not contains(upper(concat_ws(' ', p.FORENAME, p.SURNAME, p.DUPLICATED)), 'DUPLICATE')
