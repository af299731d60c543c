-- Addresses in parts; a flat may stand before the number of the house.
select
    PERSONID as record_id,
    STARTDATE as from_date,
    ENDDATE as to_date,
    TYPE as use,
    lines_joined([
        ROOMDESCRIPTION, FLOORDESCRIPTION, trim(concat_ws(' ', BUILDINGNAMEORNUMBER, STREETNAME))
    ]) as line,
    premises_of(BUILDINGNAMEORNUMBER) as premises,
    STREETNAME as street,
    POSTCODE as postcode,
    UPRN as uprn
from typed.addresspersonview
