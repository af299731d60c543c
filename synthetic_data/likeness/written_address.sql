-- Whether what a record holds as an address is one at which the person has lived, part by part.
with held as (
    select
        source,
        person_id,
        postcode,
        ' ' || in_full(line) || ' ' as words
    from written_record
    where postcode is not null and line is not null and not regexp_matches(line, 'PO BOX|WITHHELD')
)

select
    h.source,
    h.person_id,
    not bool_or(h.postcode = clean_postcode(s.postcode)) as wrong_postcode,
    not bool_or(contains(h.words, ' ' || in_full(clean_line(s.line)) || ' ')) as wrong_line
from held as h
inner join truth_stay as s on h.person_id = s.person_id
group by all
