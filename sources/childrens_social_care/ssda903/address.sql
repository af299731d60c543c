-- Where a child was placed, and the home it came from. That home is the one at entry: it is good
-- evidence of who the child is and stale as a residence, so it ends on the day care began and is
-- never where the child lives now. A short break moves nobody: its addresses are left out. So are
-- adopters, whatever the placement with them was called before: their address would join the child
-- to the record of its later identity.
with adopter as (
    select distinct
        CHILD,
        coalesce(clean_postcode(PL_POST), postcode_squeezed(PL_POST)) as postcode
    from typed.ssda903_episodes
    where regexp_matches(PLACE_as_received, '(?i)^\s*A[3-6]\b') or regexp_matches(REC, '(?i)^\s*E1[12]\b')
)

select distinct
    e.CHILD as record_id,
    e.DECOM as from_date,
    e.DEC as to_date,
    e.PLACE as use,
    e.PL_POST as postcode,
    case when left(e.PLACE_as_received, 1) in ('H', 'K', 'R', 'S') then 'communal' end as kind
from typed.ssda903_episodes as e
where
    e.PL_POST is not null
    and coalesce(e.LS not in ('V3', 'V4'), true)
    and not exists (
        select 1 from adopter as a
        where
            e.CHILD = a.CHILD
            and coalesce(clean_postcode(e.PL_POST), postcode_squeezed(e.PL_POST)) = a.postcode
    )

union all by name

select
    CHILD as record_id,
    min(DECOM) as to_date,
    'home' as use,
    HOME_POST as postcode
from typed.ssda903_episodes
where HOME_POST is not null and coalesce(LS not in ('V3', 'V4'), true)
group by CHILD, HOME_POST
