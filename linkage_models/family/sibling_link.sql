-- Two children are of one unit who share a parent or carer, foster carers aside, and have the same
-- home or the same known parents. A home that is withheld speaks neither for nor against: where only
-- one home is withheld, half-siblings are apart, since a parent of each is not known to be the other's.
-- How firmly: by the weaker of the two ties, through the adult who ties them best.
with shared as (
    select
        a.child_id as child_id_l,
        b.child_id as child_id_r,
        bool_or(a.tier = 'P1' and b.tier = 'P1') as is_stated,
        max(coalesce(least(a.match_weight, b.match_weight), 0)) as match_weight
    from family.care_tie as a
    inner join family.care_tie as b on a.adult_id = b.adult_id and a.child_id < b.child_id
    where a.role <> 'foster_carer' and b.role <> 'foster_carer'
    group by a.child_id, b.child_id
)

select
    s.child_id_l,
    s.child_id_r,
    s.is_stated,
    s.match_weight
from shared as s
inner join family.dependent_child as l on s.child_id_l = l.child_id
inner join family.dependent_child as r on s.child_id_r = r.child_id
where
    list_has_any(l.home, r.home)
    or (l.is_home_withheld and r.is_home_withheld)
    or (
        (l.is_home_withheld or r.is_home_withheld)
        and (list_has_all(l.parents, r.parents) or list_has_all(r.parents, l.parents))
    )
    or (len(l.parents) > 0 and l.parents = r.parents)
order by s.child_id_l, s.child_id_r
