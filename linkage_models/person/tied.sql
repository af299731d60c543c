-- Every stated tie from both ends: the record, and whom it is tied to. A restricted record is no
-- evidence for anybody else's.
with both_ways as (
    select
        source,
        from_record_id as record_id,
        to_record_id as other_id,
        type,
        true as is_elder
    from conformed.relationship
    union all
    select
        source,
        to_record_id as record_id,
        from_record_id as other_id,
        type,
        false as is_elder
    from conformed.relationship
)

select
    t.source,
    t.record_id,
    t.other_id,
    s.sure_id as other_sure_id,
    t.type,
    t.is_elder,
    t.type in ('parent_of', 'adoptive_parent_of', 'step_parent_of', 'grandparent_of') as is_descent,
    case when o.date_of_birth_quality <> 'default' then o.date_of_birth end as other_birth
from both_ways as t
inner join conformed.person_record as o on t.source = o.source and t.other_id = o.record_id
inner join linkage.sure_person as s on t.source = s.source and t.other_id = s.record_id
