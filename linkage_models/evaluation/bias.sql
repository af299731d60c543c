-- Counts against the truth. Only figures that the product publishes are judged, found or not: the
-- truth has figures of further counts too. A part of a count is named after its measure; families by
-- combination (C2) only after the services, so that one found and not true has to be asked for.
with judged as (
    select distinct
        t.count_id,
        t.measure
    from truth_figure as t
    inner join published as p on t.count_id = p.count_id
    where t.count_id = 'C2' or t.measure = p.measure or starts_with(t.measure, p.measure || '_')
    union
    select
        f.count_id,
        f.measure
    from found_figure as f
    semi join published as p on f.count_id = p.count_id
    where f.count_id = 'C2'
)

select
    j.count_id,
    j.measure,
    coalesce(t.value, 0) as true_value,
    coalesce(f.value, 0) as found_value,
    (coalesce(f.value, 0) - coalesce(t.value, 0)) / nullif(t.value, 0) as bias
from judged as j
left join truth_figure as t on j.count_id = t.count_id and j.measure = t.measure
left join found_figure as f on j.count_id = f.count_id and j.measure = f.measure
order by j.count_id, j.measure
