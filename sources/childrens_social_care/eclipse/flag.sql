-- Families that people are grouped in. A group is no tie: it does not say who is what to whom.
select distinct
    m.PERSONID as record_id,
    'family_group' as flag,
    m.GROUPID as value
from typed.grouppersonview as m
inner join typed.groupview as g on m.GROUPID = g.GROUPID
where upper(g.GROUPTYPE) = 'FAMILY'
