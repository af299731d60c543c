-- The children of the newest return that names them; no names, so no persons of their own.
-- A number in the wrong list of codes still says more than 'unknown' in the right one.
select
    c.LAchildID as record_id,
    c.UPN as upn,
    c.FormerUPN as former_upn,
    c.PersonBirthDate as date_of_birth,
    date_quality(c.PersonBirthDate, false) as date_of_birth_quality,
    case when c.PersonBirthDate is null then c.ExpectedPersonBirthDate end as expected_date_of_birth,
    c.PersonDeathDate as date_of_death,
    coalesce(nullif(c.Sex, 'U'), nullif(c.GenderCurrent, 'U'), c.Sex, c.GenderCurrent) as sex,
    c.Ethnicity as ethnic_group,
    true as is_client,
    false as is_restricted
from typed.cin_child as c
left join typed.cin_header as h on c._file = h._file
qualify row_number() over (partition by c.LAchildID order by h.ReferenceDate desc, c._file desc) = 1
