-- The newest date on which something happened, as far as one in a thousand later ones may be typing
-- errors: births, and starts of homes, ties and spells. An end may lie ahead.
with happened as (
    select date_of_birth as happened_on
    from conformed.person_record
    union all
    select from_date as happened_on
    from conformed.address
    union all
    select from_date as happened_on
    from conformed.relationship
    union all
    select start_date as happened_on
    from conformed.involvement
)

select quantile_disc(happened_on, 0.999) as newest
from happened
where happened_on is not null
