-- The listed records of a source, with everybody who is known only through them: who is no client there,
-- and whose ties lead, over whomever, to no client who stays. An id that is made of a holder's, as
-- <holder>:contact:1, belongs to the holder's record, whatever else it is tied to.
with recursive holder as (
    select p.record_id
    from conformed.person_record as p
    semi join listed_record as l on p.record_id = l.record_id
    where p.source = $source
),

other as (
    select
        p.record_id,
        p.is_client
    from conformed.person_record as p
    anti join holder as h on p.record_id = h.record_id
    where p.source = $source
),

tie as (
    select
        r.from_record_id as one,
        r.to_record_id as another
    from conformed.relationship as r
    where r.source = $source
    union
    select
        r.to_record_id as one,
        r.from_record_id as another
    from conformed.relationship as r
    where r.source = $source
),

reached as (
    select h.record_id
    from holder as h
    union
    select o.record_id
    from reached as r
    inner join tie as t on r.record_id = t.one
    inner join other as o on t.another = o.record_id
    where not o.is_client
),

-- Of those, whoever a client who stays is tied to, or is tied to somebody who is.
kept as (
    select t.another as record_id
    from other as o
    inner join tie as t on o.record_id = t.one
    where o.is_client
    union
    select t.another as record_id
    from kept as k
    inner join reached as r on k.record_id = r.record_id
    inner join other as o on r.record_id = o.record_id
    inner join tie as t on r.record_id = t.one
),

-- Every beginning of an id that ends before a colon.
part_of as (
    select
        o.record_id,
        unnest(list_transform(
            range(1, len(string_split(o.record_id, ':'))),
            lambda n: array_to_string(string_split(o.record_id, ':')[1:n], ':')
        )) as holder_id
    from other as o
    where not o.is_client and contains(o.record_id, ':')
)

select h.record_id
from holder as h

union

select r.record_id
from reached as r
anti join kept as k on r.record_id = k.record_id
where r.record_id not in (select h.record_id from holder as h)

union

select p.record_id
from part_of as p
inner join holder as h on p.holder_id = h.record_id
