-- Headline counts against the truth. Only figures that the product publishes are judged, found or
-- not: the truth has figures of further counts too. Null stands for every measure of a count.
with published (count_id, measure) as (
    values
    ('A1', 'amh_adults'),
    ('A1', 'parents'),
    ('A2', 'children'),
    ('A2', 'unborn'),
    ('A3', 'children'),
    ('A4', 'in_need'),
    ('A4', 'in_need_or_more'),
    ('A5', 'children'),
    ('A5', 'families'),
    ('B1', null),
    ('B2', null),
    ('B3', null),
    ('C1', null),
    ('C2', null),
    ('C3', 'families'),
    ('C4', 'children')
)

select
    t.count_id,
    t.measure,
    t.value as true_value,
    coalesce(f.value, 0) as found_value,
    (coalesce(f.value, 0) - t.value) / nullif(t.value, 0) as bias
from truth_figure as t
semi join published as p on t.count_id = p.count_id and t.measure = coalesce(p.measure, t.measure)
left join found_figure as f on t.count_id = f.count_id and t.measure = f.measure
order by t.count_id, t.measure
