-- Every address of every record, with what its line says of the place. A line that hides an address
-- has a key of its own: PO BOX 9 is not number 9. An address without dates was true when delivered.
with addressed as (
    select
        m.person_id,
        r.is_restricted,
        a.*
    from conformed.address as a
    inner join conformed.person_record as r on a.source = r.source and a.record_id = r.record_id
    left join linkage.person_record as m on a.source = m.source and a.record_id = m.record_id
    where
        coalesce(a.use, 'home') <> 'correspondence'
        and (r.is_restricted or m.person_id is not null)
),

-- 12 UNIVERSITY QUARTER is a house: what has a number has no name, but for refuges and hostels.
named as (
    select distinct line
    from addressed
    where
        not regexp_matches(line, '^((FLAT|APT|APARTMENT|UNIT) [0-9A-Z]+ )?[0-9]+[A-Z]? ')
        or contains(line, 'REFUGE')
        or contains(line, 'HOSTEL')
),

written as (
    select
        line,
        -- HOSPITAL ROAD is a street, and OLD MISSION COURT are flats.
        regexp_replace(
            line,
            '\b(HOSPITAL|INFIRMARY|PRISON|BARRACKS|CONVENT|UNIVERSITY|HOSTEL|REFUGE|MISSION|HOTEL|CLINIC'
            || '|HOSPICE|MONASTERY|COLLEGE|TOWN HALL|CIVIC CENTRE) (ROAD|RD|STREET|STR?|LANE|LA|LN|AVENUE'
            || '|AVE?|CLOSE|CL|COURT|CRT?|CRESCENT|CRES|DRIVE|DRV?|WAY|WALK|GARDENS|GDNS|GROVE|GRV?|HILL'
            || '|PLACE|PL|RISE|ROW|SQUARE|SQ|TERRACE|TERR?|VIEW|YARD|MEWS|FIELDS?|PARK|COTTAGES?|FARM'
            || '|GREEN)\b',
            '',
            'g'
        ) as words
    from named
),

told as (
    select
        a.*,
        case
            when
                a.kind in ('no fixed abode', 'pseudo')
                or regexp_matches(
                    w.words,
                    '\b(P ?O BOX|WITHHELD|CONFIDENTIAL|PROTECTED|UNDISCLOSED|NOT (TO BE )?DISCLOSED'
                    || '|CARE OF|CIVIC CENTRE|TOWN HALL|COUNCIL OFFICES?)\b|^C/?O\b'
                )
                then 'pseudo'
            when
                regexp_matches(
                    w.words,
                    '\b(REFUGE|HOSTEL|FOYER|MISSION|NIGHT SHELTER|SAFE HOUSE|WOMEN''?S AID'
                    || '|SALVATION ARMY|Y[MW]CA)\b'
                )
                then 'hostel or refuge'
            when
                a.kind = 'communal'
                or regexp_matches(
                    w.words,
                    '\b((CARE|NURSING|REST|RESIDENTIAL|CHILDREN''?S) HOME|HOSPITAL|INFIRMARY|HOSPICE|CLINIC'
                    || '|PRISON|HMP|HMYOI|YOI|SECURE UNIT|BARRACKS|CONVENT|MONASTERY|UNIVERSITY'
                    || '|STUDENT (HALLS?|ACCOMMODATION|VILLAGE)|HALLS? OF RESIDENCE|APPROVED PREMISES'
                    || '|(REMOVAL|DETENTION) CENTRE)\b|^WARD '
                )
                then 'communal'
            when
                a.use = 'temporary'
                or regexp_matches(w.words, '\b(HOTEL|GUEST ?HOUSE|BED AND BREAKFAST|B ?& ?B)\b')
                then 'temporary'
        end as said
    from addressed as a
    left join written as w on a.line = w.line
)

select
    person_id,
    is_restricted,
    source,
    case
        when coalesce(said <> 'pseudo', true) then address_key(line, postcode)
        else postcode || '/' || line
    end as line_key,
    case when coalesce(said <> 'pseudo', true) then 'UPRN ' || uprn end as uprn_key,
    uprn,
    said,
    coalesce(use, 'home') as use,
    coalesce(from_date, to_date, $as_at) as from_date,
    coalesce(to_date, greatest($as_at, from_date)) as to_date,
    from_date is not null as is_dated
from told
