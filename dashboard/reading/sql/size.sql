-- A night in five numbers.
select
    (select count(*) from linkage.person) as person_count,
    (select count(*) from family.unit) as unit_count,
    (select count(*) from linkage.for_review) as review_count,
    (select count(*) from linkage.set_aside) as set_aside_count,
    (select count(*) from linkage.link where is_cut) as cut_count
