-- fake_1000: a city is all that is known of an address.
select
    source,
    unique_id as record_id,
    city as line
from labelled
where city is not null
