-- Addresses in parts, and placements that stand only with the period of care. A protected address is
-- nobody's business here, nor is a placement at it; a placement with the parents, or on one's own, is
-- no foster home. Adopters are left out: their address would join the child to its later identity.
with placement as (
    select
        *,
        clean_postcode(POSTCODE) as place,
        coalesce(upper(DIM_LOOKUP_PLACEMENT_TYPE_CODE), '') not in ('P1', 'P2') as is_away
    from typed.fact_cla_placement
),

adopter as (
    select
        DIM_PERSON_ID,
        START_DTTM,
        place
    from placement
    where regexp_matches(DIM_LOOKUP_PLACEMENT_TYPE_CODE, '(?i)\bA[3-6]\b|adopt')
    union
    select
        p.DIM_PERSON_ID,
        p.START_DTTM,
        p.place
    from placement as p
    inner join typed.fact_care_episodes as e
        on
            p.DIM_PERSON_ID = e.DIM_PERSON_ID
            and p.START_DTTM <= e.CARE_END_DATE
            and coalesce(p.END_DTTM >= e.CARE_END_DATE, true)
    where regexp_matches(e.CARE_REASON_END_DESC, '(?i)\bE1[12]\b|\badopted\b')
),

hidden as (
    select
        DIM_PERSON_ID,
        place
    from adopter
    union
    select
        DIM_PERSON_ID,
        clean_postcode(POSTCODE) as place
    from typed.dim_person_address
    where coalesce(CONFIDENTIAL, false) or coalesce(IS_RESTRICTED_FLAG, false)
),

address as (
    select
        a.*,
        coalesce(
            a.ADDSS_TYPE_CODE,
            case when regexp_matches(a.ADDSS_TYPE_CODE_as_received, '(?i)foster|placement|residential')
                    then 'placement'
            end,
            'home'
        ) as told_use,
        lines_joined([
            regexp_replace(a.FLAT_NO, '^([0-9]+[A-Za-z]?|[A-Za-z])$', 'Flat \1'),
            regexp_replace(a.ROOM_NO, '^([0-9]+[A-Za-z]?|[A-Za-z])$', 'Room \1'),
            regexp_replace(a.FLOOR_NO, '^([0-9]+)$', 'Floor \1')
        ]) as within
    from typed.dim_person_address as a
    where
        not coalesce(a.CONFIDENTIAL, false)
        and not coalesce(a.IS_RESTRICTED_FLAG, false)
        and not exists (
            select 1 from adopter as d
            where
                a.DIM_PERSON_ID = d.DIM_PERSON_ID
                and (clean_postcode(a.POSTCODE) = d.place or a.START_DTTM = d.START_DTTM)
        )
),

-- What a council calls the child's address, or its home, is none while the child is placed there.
used as (
    select
        a.*,
        case when a.told_use = 'home' and exists (
                    select 1 from placement as p
                    where
                        a.DIM_PERSON_ID = p.DIM_PERSON_ID
                        and p.is_away
                        and clean_postcode(a.POSTCODE) = p.place
                        and coalesce(a.START_DTTM <= p.END_DTTM, true)
                        and coalesce(p.START_DTTM <= a.END_DTTM, true)
                )
                then 'placement'
            else a.told_use
        end as use
    from address as a
)

select
    a.DIM_PERSON_ID as record_id,
    a.START_DTTM as from_date,
    a.END_DTTM as to_date,
    a.use,
    lines_joined([a.within, a.BUILDING, trim(concat_ws(' ', a.HOUSE_NO, a.STREET))]) as line,
    a.within as flat,
    coalesce(a.HOUSE_NO, a.BUILDING) as premises,
    a.STREET as street,
    a.POSTCODE as postcode,
    a.UPRN as uprn
from used as a

union all by name

select
    p.DIM_PERSON_ID as record_id,
    p.START_DTTM as from_date,
    p.END_DTTM as to_date,
    'placement' as use,
    p.POSTCODE as postcode
from placement as p
where
    p.POSTCODE is not null
    and p.is_away
    and not exists (
        select 1 from hidden as h
        where p.DIM_PERSON_ID = h.DIM_PERSON_ID and p.place = h.place
    )
    and not exists (
        select 1 from used as a
        where
            p.DIM_PERSON_ID = a.DIM_PERSON_ID
            and a.use = 'placement'
            and p.START_DTTM is not distinct from a.START_DTTM
    )
