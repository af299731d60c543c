-- The address in use. The registration's date says nothing of when the patient moved there.
select
    PatientGuid as record_id,
    DateOfDeactivation as to_date,
    'home' as use,
    lines_joined([HouseNameFlatNumber, NumberAndStreet]) as line,
    premises_of(coalesce(NumberAndStreet, HouseNameFlatNumber)) as premises,
    Postcode as postcode,
    case when ResidentialInstituteCode is not null then 'communal' end as kind
from typed.emis_patient
