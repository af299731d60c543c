-- The care ties of a unit's children, with the sources that state a tie between the two.
select
    t.child_id,
    t.adult_id,
    t.role,
    t.residence,
    t.tier,
    t.evidence,
    t.match_weight,
    coalesce(
        list_sort(list(distinct s.source) filter (where s.source is not null)), []
    ) as sources
from family.member as m
inner join family.care_tie as t on m.person_id = t.child_id
left join family.tie as s on t.adult_id = s.from_person_id and t.child_id = s.to_person_id
where m.unit_id = $unit_id and m.role in ('child', 'unborn_child')
group by all
order by t.child_id, t.adult_id
