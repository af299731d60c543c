-- Referrals of children to social care that were received in the twelve months to the as-at date, one per
-- child, source and day. A source that tells of referrals that led on tells of all; where a source tells only
-- of those that ended at once, every episode of need began with one that led on.
with received as (
    select
        source,
        record_id,
        kind,
        start_date,
        kind = 'referral' and coalesce(outcome = 'no further action', false) as is_without_action,
        bool_or(kind = 'referral' and coalesce(outcome <> 'no further action', true))
            over (partition by source) as tells_all_referrals
    from conformed.involvement
    where service = 'childrens_social_care' and kind in ('referral', 'child_in_need')
)

select
    c.child_id,
    c.unit_id,
    r.source,
    r.start_date,
    bool_and(r.is_without_action) as is_ended_without_action,
    case when any_value(c.has_patient_parent) then 'yes' else 'no' end as is_of_patient
from received as r
inner join linkage.person_record as m on r.source = m.source and r.record_id = m.record_id
left join family.birth as b on m.person_id = b.unborn_id
inner join counts.child as c on coalesce(b.child_id, m.person_id) = c.child_id
where
    (r.kind = 'referral' or not r.tells_all_referrals)
    and r.start_date > $as_at - interval 1 year
    and r.start_date <= $as_at
    and not c.is_unborn
group by c.child_id, c.unit_id, r.source, r.start_date
