-- Whether people who live together are in the records at all: of pairs at one address, the share that
-- differ in given name and birth alike. A list of persons with duplicates has hardly any.
with address as (
    select
        record_number,
        given_name,
        date_of_birth,
        unnest(address_keys) as address_key
    from linkage.record
    where given_name is not null and date_of_birth is not null
),

at_one_address as (
    select distinct
        l.record_number as record_number_l,
        r.record_number as record_number_r,
        jaro_winkler_similarity(l.given_name, r.given_name) < $clearly_different
        and date_parts_agreeing(l.date_of_birth, r.date_of_birth) < 2 as are_two
    from address as l
    inner join address as r on l.address_key = r.address_key and l.record_number < r.record_number
)

select
    coalesce(avg(are_two::integer), 0) as share,
    (select count(*) from conformed.relationship) > 0 as has_ties
from at_one_address
