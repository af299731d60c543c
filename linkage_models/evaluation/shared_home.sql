-- Where no household is stated: every address that records of a true person have.
with lived as (
    select
        t.true_id,
        unnest([address_key(a.line, a.postcode), 'UPRN ' || a.uprn]) as home
    from labelled.truth as t
    inner join conformed.address as a on t.source = a.source and t.record_id = a.record_id
    where
        coalesce(a.use, 'home') <> 'correspondence'
        and coalesce(a.kind, 'residential') not in ('communal', 'no fixed abode', 'pseudo')
)

select distinct
    true_id,
    home
from lived
where home is not null
