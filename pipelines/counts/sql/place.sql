-- Where a person lives for the purpose of counting: the home that most sources agree on.
select
    p.person_id,
    coalesce(g.ward, 'not known') as ward,
    coalesce('decile ' || lpad(g.imd_decile::varchar, 2, '0'), 'not known') as imd_decile
from family.person as p
left join conformed.postcode as g on split_part(p.main_address, '/', 1) = g.postcode
