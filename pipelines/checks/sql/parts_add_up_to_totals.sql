-- Breakdowns by ward that do not add up to the total of their measure.
select count(*) as contradictions
from (
    select
        count_id,
        measure,
        sum(value) filter (where breakdown = 'total') as whole,
        sum(value) filter (where breakdown = 'ward') as parts
    from counts.figure
    group by count_id, measure
    having count(*) filter (where breakdown = 'ward') > 0 and whole <> parts
) as contradicted
