-- fake_1000: one e-mail address.
select
    source,
    unique_id as record_id,
    'email' as kind,
    email as value
from labelled
where email is not null
