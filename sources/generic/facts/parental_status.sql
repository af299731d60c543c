-- Who is a parent, as it was asked: a yes outweighs a no, and children who depend on somebody are a
-- yes. A number of 0 is an answer too. Words instead of a number are passed over.
with asked as (
    select
        e.entry_id as record_id,
        coalesce(e.is_parent, whole_number(e.dependent_children) > 0) as is_parent,
        whole_number(e.dependent_children) as dependent_children,
        e.recorded_on
    from list_entries('typed.entry') as e
)

select
    a.record_id,
    case when bool_or(a.is_parent) then 'yes' else 'no' end as status,
    max(a.dependent_children) as dependent_children,
    max(a.recorded_on) as recorded_on
from asked as a
where a.is_parent is not null
group by a.record_id
