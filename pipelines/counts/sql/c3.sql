-- Joint cases: families with mental health and children's social care open on the same day.
select
    'families' as measure,
    cell.breakdown,
    cell.category,
    count(*) filter (where list_has_all(f.services, ['adult_mental_health', 'childrens_social_care']))
        as value,
    count(*) filter (where list_has_all(f.services, ['adult_mental_health', 'childrens_social_care']))
        as family_count,
    count(*) as of_value
from counts.family_profile as f, unnest(f.cells) as u (cell)
group by cell.breakdown, cell.category
