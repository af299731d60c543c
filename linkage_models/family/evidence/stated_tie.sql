-- What sources state between records, said of persons: once per pair, type, source, and what is wrong
-- with it by itself. A parent stays one and other carers may end. A grown-up sister may be the guardian, and
-- a child a young carer.
with told as (
    select
        f.person_id as from_person_id,
        t.person_id as to_person_id,
        r.type,
        r.source,
        r.parental_responsibility,
        r.lives_with,
        r.from_date,
        r.to_date,
        r.source_value,
        r.type in ('step_parent_of', 'foster_carer_of', 'guardian_of', 'carer_of')
        and r.to_date < $as_at as has_ended,
        case
            when r.type in ('parent_of', 'adoptive_parent_of', 'grandparent_of') then $least_gap
            when r.type in ('step_parent_of', 'foster_carer_of', 'guardian_of') then 0
        end as least_gap,
        date_diff(
            'month',
            coalesce(a.date_of_birth, a.expected_date_of_birth),
            coalesce(c.date_of_birth, c.expected_date_of_birth)
        ) / 12.0 as gap
    from conformed.relationship as r
    inner join linkage.person_record as f on r.source = f.source and r.from_record_id = f.record_id
    inner join linkage.person_record as t on r.source = t.source and r.to_record_id = t.record_id
    inner join linkage.person as a on f.person_id = a.person_id
    inner join linkage.person as c on t.person_id = c.person_id
)

select
    from_person_id,
    to_person_id,
    type,
    source,
    bool_or(parental_responsibility) as parental_responsibility,
    bool_or(lives_with) as lives_with,
    min(from_date) as from_date,
    case when bool_and(to_date is not null) then max(to_date) end as to_date,
    min(source_value) as source_value,
    case
        when from_person_id = to_person_id then 'to oneself, the two records being one person'
        when type = 'professional' then 'of a professional'
        when to_date < from_date then 'ended before it began'
        when from_date > $as_at then 'begins after the night'
        when has_ended then 'ended'
        when least_gap is not null and gap < 0 then 'younger than the child'
        when gap < least_gap then 'hardly older than the child'
    end as reason
from told
group by all
