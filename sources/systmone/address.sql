-- Dated addresses of patients, those of their relatives, and assessments that found no home. Where
-- somebody works is no home.
with lived as (
    select
        a.*,
        lower(coalesce(w.Mapping_as_received, a.AddressType)) as kind_of_address,
        regexp_matches(kind_of_address, '(child|children|care|residential|nursing).{0,2} home') as is_communal
    from typed.sr_patient_address_history as a
    left join typed.sr_mapping as w on a.AddressType = w.RowIdentifier
    where not coalesce(a.RemovedData, false)
    qualify row_number() over (partition by a.RowIdentifier order by a.IDOrganisationVisibleTo) = 1
),

related as (
    select *
    from typed.sr_patient_relationship
    where not coalesce(RemovedData, false)
    qualify row_number() over (partition by RowIdentifier order by IDOrganisationVisibleTo) = 1
),

-- What an assessment found holds until the next one.
assessed as (
    select
        s.IDPatient,
        s.ReviewDate,
        lead(s.ReviewDate) over (
            partition by s.IDPatient order by s.ReviewDate, s.RowIdentifier, s.IDOrganisationVisibleTo
        ) as until,
        lower(coalesce(w.Mapping_as_received, s.AccommodationStatus)) as accommodation
    from typed.sr_mental_health_assessment as s
    left join typed.sr_mapping as w on s.AccommodationStatus = w.RowIdentifier
    where not coalesce(s.RemovedData, false) and s.ReviewDate is not null
    qualify row_number() over (partition by s.RowIdentifier order by s.IDOrganisationVisibleTo) = 1
)

select
    l.IDPatient as record_id,
    l.DateEvent as from_date,
    l.DateTo as to_date,
    case
        when regexp_matches(l.kind_of_address, 'foster|placement') or l.is_communal then 'placement'
        when regexp_matches(l.kind_of_address, '^temp') then 'temporary'
        when regexp_matches(l.kind_of_address, '^(corresp|mail|postal)') then 'correspondence'
        else 'home'
    end as use,
    lines_joined([
        l.NameOfBuilding, concat_ws(' ', l.NumberOfBuilding, l.NameOfRoad), l.NameOfLocality, l.NameOfTown
    ]) as line,
    l.FullPostCode as postcode,
    case when l.is_communal then 'communal' end as kind
from lived as l
where
    l.IDPatient is not null
    and not coalesce(regexp_matches(l.kind_of_address, '^(work|business|employ)'), false)

union all by name

select
    r.IDPatient || ':contact:' || r.RowIdentifier as record_id,
    r.DateEvent as from_date,
    r.DateEnded as to_date,
    'home' as use,
    lines_joined([
        r.RelationshipWithHouseName,
        concat_ws(' ', r.RelationshipWithHouseNumber, r.RelationshipWithRoad),
        r.RelationshipWithLocality,
        r.RelationshipWithPostTown
    ]) as line,
    r.RelationshipWithPostCode as postcode
from related as r
where
    r.IDPatient is not null
    and (r.RelationshipWithRoad is not null or r.RelationshipWithPostCode is not null)

union all by name

select
    s.IDPatient as record_id,
    s.ReviewDate as from_date,
    s.until as to_date,
    'home' as use,
    'no fixed abode' as kind
from assessed as s
where regexp_matches(s.accommodation, 'no fixed|homeless|rough sleep|sofa surf|squatting|night shelter')
