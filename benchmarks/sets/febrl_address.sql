-- FEBRL: number, street, place and suburb are one line; the state says less than the postcode.
select
    source,
    rec_id as record_id,
    nullif(concat_ws(', ', concat_ws(' ', street_number, address_1), address_2, suburb), '') as line,
    postcode
from labelled
where coalesce(address_1, address_2, suburb, postcode) is not null
