-- Headline counts against the truth.
select
    t.count_id,
    t.measure,
    t.value as true_value,
    coalesce(f.value, 0) as found_value,
    (coalesce(f.value, 0) - t.value) / nullif(t.value, 0) as bias
from truth_figure as t
left join found_figure as f on t.count_id = f.count_id and t.measure = f.measure
order by t.count_id, t.measure
