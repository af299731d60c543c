-- Links of a night, by what they rest on; those that a check cut apart by themselves.
select
    case when is_cut then 'cut by a check' else evidence end as evidence,
    count(*) as links
from linkage.link
group by all
order by evidence
