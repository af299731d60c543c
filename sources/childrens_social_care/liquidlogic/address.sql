-- Addresses in parts, and placements that stand only with the period of care. A protected address is
-- nobody's business here; a placement with the parents, or on one's own, is no foster home.
with address as (
    select
        *,
        lines_joined([
            regexp_replace(FLAT_NO, '^([0-9]+[A-Za-z]?|[A-Za-z])$', 'Flat \1'),
            regexp_replace(ROOM_NO, '^([0-9]+[A-Za-z]?|[A-Za-z])$', 'Room \1'),
            regexp_replace(FLOOR_NO, '^([0-9]+)$', 'Floor \1')
        ]) as within
    from typed.dim_person_address
    where not coalesce(CONFIDENTIAL, false) and not coalesce(IS_RESTRICTED_FLAG, false)
)

select
    a.DIM_PERSON_ID as record_id,
    a.START_DTTM as from_date,
    a.END_DTTM as to_date,
    a.ADDSS_TYPE_CODE as use,
    lines_joined([a.within, a.BUILDING, trim(concat_ws(' ', a.HOUSE_NO, a.STREET))]) as line,
    a.within as flat,
    coalesce(a.HOUSE_NO, a.BUILDING) as premises,
    a.STREET as street,
    a.POSTCODE as postcode,
    a.UPRN as uprn
from address as a

union all by name

select
    p.DIM_PERSON_ID as record_id,
    p.START_DTTM as from_date,
    p.END_DTTM as to_date,
    'placement' as use,
    p.POSTCODE as postcode
from typed.fact_cla_placement as p
where
    p.POSTCODE is not null
    and coalesce(upper(p.DIM_LOOKUP_PLACEMENT_TYPE_CODE), '') not in ('P1', 'P2')
    and not exists (
        select 1 from typed.dim_person_address as a
        where
            p.DIM_PERSON_ID = a.DIM_PERSON_ID
            and a.ADDSS_TYPE_CODE = 'placement'
            and p.START_DTTM is not distinct from a.START_DTTM
    )
