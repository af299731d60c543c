-- Factors found at assessments; 4B is the mental health of a parent or carer.
select distinct
    c.LAchildID as record_id,
    'assessment_factor' as flag,
    upper(f.AssessmentFactors) as value,
    coalesce(a.AssessmentAuthorisationDate, a.AssessmentActualStartDate) as on_date
from typed.cin_assessment_factor as f
inner join typed.cin_assessment as a on f._file = a._file and f._parent = a._record
inner join typed.cin_details as d on a._file = d._file and a._parent = d._record
inner join typed.cin_child as c on d._file = c._file and d._parent = c._record
