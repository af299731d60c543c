-- Each year's file repeats open episodes: the newest file that has one tells how it stands.
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
    qualify row_number() over (
            partition by c.LAchildID, d.CINreferralDate order by h.ReferenceDate desc, d._file desc, d._record
        ) = 1
),

protection as (
    select
        c.LAchildID,
        p.CPPstartDate,
        p.CPPendDate,
        p.LatestCategoryOfAbuse
    from typed.cin_protection_plan as p
    inner join typed.cin_details as d on p._file = d._file and p._parent = d._record
    inner join typed.cin_child as c on d._file = c._file and d._parent = c._record
    left join typed.cin_header as h on p._file = h._file
    qualify row_number() over (
            partition by c.LAchildID, p.CPPstartDate order by h.ReferenceDate desc, p._file desc, p._record
        ) = 1
)

select
    LAchildID as record_id,
    'childrens_social_care' as service,
    case when is_nfa then 'referral' else 'child_in_need' end as kind,
    PrimaryNeedCode as detail,
    CINreferralDate as start_date,
    case when is_nfa then CINreferralDate else CINclosureDate end as end_date,
    case when is_nfa then 'no further action' else ReasonForClosure end as outcome
from details

union all by name

select
    LAchildID as record_id,
    'childrens_social_care' as service,
    'child_protection' as kind,
    LatestCategoryOfAbuse as detail,
    CPPstartDate as start_date,
    CPPendDate as end_date
from protection
