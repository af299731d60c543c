-- Children of adults open to mental health whom a source records as young carers. There is no figure where
-- no source tells of young carers.
select
    'children' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where c.is_young_carer) as value,
    count(distinct c.unit_id) filter (where c.is_young_carer) as family_count,
    count(*) as of_value
from counts.child as c, unnest(c.cells) as u (cell)
where
    c.has_patient_parent and not c.is_unborn
    and exists (select 1 from conformed.flag as f where f.flag = 'young_carer')
group by cell.breakdown, cell.category
