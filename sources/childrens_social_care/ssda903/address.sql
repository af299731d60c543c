-- Where a child was placed, and the home it came from. That home is the one at entry: it is good
-- evidence of who the child is and stale as a residence, so it ends on the day care began and is
-- never where the child lives now. A short break moves nobody: its addresses are left out.
select distinct
    CHILD as record_id,
    DECOM as from_date,
    DEC as to_date,
    PLACE as use,
    PL_POST as postcode,
    case when left(PLACE_as_received, 1) in ('H', 'K', 'R', 'S') then 'communal' end as kind
from typed.ssda903_episodes
where PL_POST is not null and coalesce(LS not in ('V3', 'V4'), true)

union all by name

select
    CHILD as record_id,
    min(DECOM) as to_date,
    'home' as use,
    HOME_POST as postcode
from typed.ssda903_episodes
where HOME_POST is not null and coalesce(LS not in ('V3', 'V4'), true)
group by CHILD, HOME_POST
