-- Where a looked-after child is placed. With own parents (P1) that is the family's own home; a short
-- break (V3, V4) moves nobody. Adopters (A3 to A6, or where care ceased by adoption, E11 and E12) are
-- left out: their address would join the child to the record of its later identity.
select distinct
    child_id as record_id,
    coalesce(placed_on, started_on) as from_date,
    ceased_on as to_date,
    case when regexp_matches(placement_type, '\bP1\b') then 'home' else 'placement' end as use,
    placement_postcode as postcode
from typed.annex_a_list_8
where
    placement_postcode is not null
    and not coalesce(regexp_matches(legal_status, '\bV[34]\b'), false)
    and not coalesce(regexp_matches(placement_type, '(?i)\bA[3-6]\b|adopt'), false)
    and not coalesce(regexp_matches(ceased_because, '(?i)\bE1[12]\b|\badopted\b'), false)
