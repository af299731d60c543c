-- Where a looked-after child is placed. With own parents (P1) that is the family's own home; a short
-- break (V3, V4) moves nobody.
select distinct
    child_id as record_id,
    coalesce(placed_on, started_on) as from_date,
    ceased_on as to_date,
    case when regexp_matches(placement_type, '\bP1\b') then 'home' else 'placement' end as use,
    placement_postcode as postcode
from typed.annex_a_list_8
where placement_postcode is not null and not coalesce(regexp_matches(legal_status, '\bV[34]\b'), false)
