-- What the latest note of a record that says anything says of being a parent.
select
    n.source,
    n.record_id,
    r.status,
    r.dependent_children,
    n.recorded_on,
    true as from_note
from conformed.family_note as n
inner join note_reading as r on n.text = r.text
where n.source = $source and r.status <> 'unknown'
qualify row_number() over (
        partition by n.record_id
        order by n.recorded_on desc nulls last, r.status desc, r.dependent_children desc nulls last
    ) = 1
