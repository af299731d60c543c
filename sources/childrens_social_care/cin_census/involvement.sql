-- Each year's file repeats what is open: the newest file that has an episode or a plan tells how it
-- stands. Of two on one day in one file, the one that led further counts, as in the extract.
with details as (
    select
        c.LAchildID,
        d.CINreferralDate,
        d.CINclosureDate,
        d.ReasonForClosure,
        d.PrimaryNeedCode,
        coalesce(d.ReferralNFA, false) as is_nfa
    from typed.cin_details as d
    inner join typed.cin_child as c on d._file = c._file and d._parent = c._record
    left join typed.cin_header as h on d._file = h._file
    qualify rank() over (
            partition by c.LAchildID, d.CINreferralDate order by h.ReferenceDate desc, d._file desc
        ) = 1
),

plan as (
    select
        c.LAchildID,
        p.CINPlanStartDate,
        p.CINPlanEndDate
    from typed.cin_plan as p
    inner join typed.cin_details as d on p._file = d._file and p._parent = d._record
    inner join typed.cin_child as c on d._file = c._file and d._parent = c._record
    left join typed.cin_header as h on p._file = h._file
    where p.CINPlanStartDate is not null
    qualify rank() over (
            partition by c.LAchildID, p.CINPlanStartDate order by h.ReferenceDate desc, p._file desc
        ) = 1
),

protection as (
    select
        c.LAchildID,
        p.CPPstartDate,
        p.CPPendDate,
        coalesce(p.LatestCategoryOfAbuse, p.InitialCategoryOfAbuse) as category
    from typed.cin_protection_plan as p
    inner join typed.cin_details as d on p._file = d._file and p._parent = d._record
    inner join typed.cin_child as c on d._file = c._file and d._parent = c._record
    left join typed.cin_header as h on p._file = h._file
    qualify rank() over (
            partition by c.LAchildID, p.CPPstartDate order by h.ReferenceDate desc, p._file desc
        ) = 1
)

select
    LAchildID as record_id,
    'childrens_social_care' as service,
    case when bool_and(is_nfa) then 'referral' else 'child_in_need' end as kind,
    min(PrimaryNeedCode) as detail,
    CINreferralDate as start_date,
    case
        when bool_and(is_nfa) then CINreferralDate
        when bool_and(CINclosureDate is not null) then max(CINclosureDate)
    end as end_date,
    case when bool_and(is_nfa) then 'no further action' else min(ReasonForClosure) end as outcome
from details
group by LAchildID, CINreferralDate

union all by name

select
    LAchildID as record_id,
    'childrens_social_care' as service,
    'child_in_need_plan' as kind,
    CINPlanStartDate as start_date,
    case when bool_and(CINPlanEndDate is not null) then max(CINPlanEndDate) end as end_date
from plan
group by LAchildID, CINPlanStartDate

union all by name

select
    LAchildID as record_id,
    'childrens_social_care' as service,
    'child_protection' as kind,
    min(category) as detail,
    CPPstartDate as start_date,
    case when bool_and(CPPendDate is not null) then max(CPPendDate) end as end_date
from protection
group by LAchildID, CPPstartDate
