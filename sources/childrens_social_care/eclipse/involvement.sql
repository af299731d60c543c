-- Stages of children's social care, and early help where a council says which paths mean it. A plan
-- has the category that began with it or, without one, the latest before.
with classified as (
    select
        PERSONID,
        CLASSIFICATIONPATHID as kind,
        NAME,
        STARTDATE,
        ENDDATE,
        ENDREASON
    from typed.classificationpersonview
    where upper(coalesce(STATUS, '')) <> 'DELETED' and STARTDATE is not null
),

category as (
    select
        p.PERSONID,
        p.STARTDATE,
        max_by(c.NAME, (c.STARTDATE, c.NAME)) as detail
    from classified as p
    inner join classified as c on p.PERSONID = c.PERSONID and p.STARTDATE >= c.STARTDATE
    where p.kind = 'child_protection' and c.kind = 'category_of_abuse'
    group by p.PERSONID, p.STARTDATE
),

-- Episodes follow each other within a period, which ends with the last of them.
period as (
    select
        PERSONID,
        min(CATEGORYOFNEED) as need,
        min(EOCSTARTDATE) as start_date,
        case when bool_and(EOCENDDATE is not null) then max(EOCENDDATE) end as end_date,
        max_by(EOCENDREASONCODE, (EOCENDDATE, EOCENDREASONCODE)) as reason
    from typed.claepisodeofcareview
    where EOCSTARTDATE is not null
    group by PERSONID, coalesce(PERIODOFCAREID, EPISODEOFCAREID)
)

select
    s.PERSONID as record_id,
    case when s.kind = 'early_help' then 'early_help' else 'childrens_social_care' end as service,
    case when s.kind = 'early_help' then 'episode' else s.kind end as kind,
    min(c.detail) as detail,
    s.STARTDATE as start_date,
    case when bool_and(s.ENDDATE is not null) then max(s.ENDDATE) end as end_date,
    case when bool_and(s.ENDDATE is not null) then min(s.ENDREASON) end as outcome
from classified as s
left join category as c
    on s.PERSONID = c.PERSONID and s.STARTDATE = c.STARTDATE and s.kind = 'child_protection'
where s.kind in ('child_in_need', 'child_protection', 'early_help')
group by s.PERSONID, s.kind, s.STARTDATE

union all by name

select
    PERSONID as record_id,
    'childrens_social_care' as service,
    'looked_after' as kind,
    min(need) as detail,
    start_date,
    case when bool_and(end_date is not null) then max(end_date) end as end_date,
    case when bool_and(end_date is not null) then min(reason) end as outcome
from period
group by PERSONID, start_date
