-- Patients as the newest month has them. There are no names: alone, they cannot be linked by name.
-- Two dates of birth in that month are none.
with patient as (
    select
        *,
        coalesce(
            OrgIDProv,
            OrgIDLocalPatientID,
            min(coalesce(OrgIDProv, OrgIDLocalPatientID)) over (partition by LocalPatientID),
            ''
        ) as organisation
    from typed.mhs001mpi
),

-- A number that several organisations gave is of as many patients.
given as (
    select
        p.LocalPatientID,
        p.organisation,
        count(*) over (partition by p.LocalPatientID) as organisations,
        row_number() over (
            partition by p.LocalPatientID order by count(h.OrgIDProvider) = 0, p.organisation
        ) as place,
        p.LocalPatientID || case when place > 1 then '@' || p.organisation else '' end as record_id
    from patient as p
    left join typed.mhs000header as h on p.organisation = h.OrgIDProvider
    group by p.LocalPatientID, p.organisation
),

told as (
    select
        p.*,
        g.record_id,
        case
            when
                min(p.PersonBirthDate) over of_month = max(p.PersonBirthDate) over of_month
                then min(p.PersonBirthDate) over of_month
        end as born
    from patient as p
    inner join given as g on p.LocalPatientID = g.LocalPatientID and p.organisation = g.organisation
    window of_month as (partition by g.record_id, p.ReportingPeriodEndDate, p.UniqMonthID)
    qualify row_number() over (
            partition by g.record_id
            order by p.ReportingPeriodEndDate desc, p.UniqMonthID desc, p._file desc, p._line desc
        ) = 1
)

select
    record_id,
    NHSNumber as nhs_number,
    NHSNumberStatus as nhs_number_status,
    born as date_of_birth,
    date_quality(born, false) as date_of_birth_quality,
    PersDeathDate as date_of_death,
    coalesce(Gender, 'U') as sex,
    EthnicCategory as ethnic_group,
    true as is_client,
    false as is_restricted
from told
