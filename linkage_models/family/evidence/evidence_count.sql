-- How many places, contact points and stated ties are of each kind, and how many records are withheld.
select
    'places: ' || kind as told,
    count(*) as rows
from family.place
group by kind
union all
select
    'contact points: ' || kind as told,
    count(*) as rows
from family.contact_point
group by kind
union all
select
    'ties set aside: ' || reason as told,
    count(*) as rows
from family.tie_set_aside
group by reason
union all
select
    'records withheld' as told,
    count(*) as rows
from conformed.person_record
where is_restricted
order by told
