-- Placements of children in care, with both keys of the address; nobody who is withheld is among them.
select distinct
    person_id,
    unnest([line_key, uprn_key]) as address,
    from_date,
    to_date
from family.stay
where use = 'placement' and person_id is not null
