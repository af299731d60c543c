-- What was found and done on a day. None of it is a spell: an enquiry has no last day in the return.
with child as (
    select
        c.LAchildID,
        c._file,
        c._record,
        max(h.ReferenceDate) as ReferenceDate
    from typed.cin_child as c
    left join typed.cin_header as h on c._file = h._file
    group by c.LAchildID, c._file, c._record
),

newest_child as (
    select *
    from child
    qualify row_number() over (partition by LAchildID order by ReferenceDate desc, _file desc) = 1
),

episode as (
    select
        c.LAchildID,
        c.ReferenceDate,
        d._file,
        d._record,
        d.DateOfInitialCPC
    from typed.cin_details as d
    inner join child as c on d._file = c._file and d._parent = c._record
),

-- An assessment that is open at the end of a year is told again, finished, a year later.
assessment as (
    select
        e.LAchildID,
        a._file,
        a._record,
        coalesce(a.AssessmentAuthorisationDate, a.AssessmentActualStartDate) as on_date
    from typed.cin_assessment as a
    inner join episode as e on a._file = e._file and a._parent = e._record
    qualify rank() over (
            partition by e.LAchildID, coalesce(a.AssessmentActualStartDate, a.AssessmentAuthorisationDate)
            order by e.ReferenceDate desc, a._file desc
        ) = 1
),

enquiry as (
    select
        e.LAchildID,
        s.S47ActualStartDate,
        s.DateOfInitialCPC,
        s.ICPCnotRequired
    from typed.cin_section_47 as s
    inner join episode as e on s._file = e._file and s._parent = e._record
    where s.S47ActualStartDate is not null
    qualify rank() over (
            partition by e.LAchildID, s.S47ActualStartDate order by e.ReferenceDate desc, s._file desc
        ) = 1
),

conference as (
    select
        LAchildID,
        DateOfInitialCPC
    from episode
    where DateOfInitialCPC is not null
    union distinct
    select
        LAchildID,
        DateOfInitialCPC
    from enquiry
    where DateOfInitialCPC is not null
),

protection as (
    select
        e.LAchildID,
        p._file,
        p._record,
        p.CPPstartDate,
        p.NumberOfPreviousCPP,
        rank() over (
            partition by e.LAchildID, p.CPPstartDate order by e.ReferenceDate desc, p._file desc
        ) as place
    from typed.cin_protection_plan as p
    inner join episode as e on p._file = e._file and p._parent = e._record
),

pre_proceedings as (
    select
        e.LAchildID,
        p.PPStartDate,
        p.LBPSentDate,
        p.FGDMMeetingOffer,
        p.FGDMMeetingFac,
        p.PPOutcome
    from typed.cin_pre_proceedings as p
    inner join episode as e on p._file = e._file and p._parent = e._record
    qualify rank() over (
            partition by e.LAchildID, coalesce(p.PPStartDate, p.LBPSentDate)
            order by e.ReferenceDate desc, p._file desc
        ) = 1
)

select distinct
    a.LAchildID as record_id,
    'assessment_factor' as flag,
    upper(f.AssessmentFactors) as value,
    a.on_date
from typed.cin_assessment_factor as f
inner join assessment as a on f._file = a._file and f._parent = a._record
where f.AssessmentFactors is not null

union all by name

-- The newest return that names the child says which disabilities it has.
select distinct
    c.LAchildID as record_id,
    'disability' as flag,
    upper(d.Disability) as value,
    c.ReferenceDate as on_date
from typed.cin_disability as d
inner join newest_child as c on d._file = c._file and d._parent = c._record
where upper(d.Disability) <> 'NONE'

union all by name

select
    LAchildID as record_id,
    'section_47' as flag,
    case
        when bool_or(DateOfInitialCPC is not null) then 'conference held'
        when bool_or(ICPCnotRequired) then 'no conference needed'
        else 'conference not held'
    end as value,
    S47ActualStartDate as on_date
from enquiry
group by LAchildID, S47ActualStartDate

union all by name

select
    LAchildID as record_id,
    'initial_conference' as flag,
    'held' as value,
    DateOfInitialCPC as on_date
from conference

union all by name

select distinct
    p.LAchildID as record_id,
    'protection_plan_review' as flag,
    'held' as value,
    r.CPPreviewDate as on_date
from typed.cin_protection_plan_review as r
inner join protection as p on r._file = p._file and r._parent = p._record
where r.CPPreviewDate is not null

union all by name

select
    LAchildID as record_id,
    'previous_protection_plans' as flag,
    cast(max(NumberOfPreviousCPP) as varchar) as value,
    CPPstartDate as on_date
from protection
where place = 1 and NumberOfPreviousCPP is not null
group by LAchildID, CPPstartDate

union all by name

select
    LAchildID as record_id,
    'pre_proceedings' as flag,
    coalesce(min(PPOutcome), 'not decided') as value,
    PPStartDate as on_date
from pre_proceedings
where PPStartDate is not null
group by LAchildID, PPStartDate

union all by name

select
    LAchildID as record_id,
    'family_group_meeting' as flag,
    case when bool_or(FGDMMeetingFac) then 'held' else 'offered' end as value,
    coalesce(LBPSentDate, PPStartDate) as on_date
from pre_proceedings
where FGDMMeetingOffer or FGDMMeetingFac
group by LAchildID, coalesce(LBPSentDate, PPStartDate)
