-- Historical figures: where somebody was born, with a postcode made up for that place.
select
    source,
    unique_id as record_id,
    birth_place as line,
    postcode_fake as postcode
from labelled
where coalesce(birth_place, postcode_fake) is not null
