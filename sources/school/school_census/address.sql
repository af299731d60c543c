-- Homes by term: the newest goes on; an older one was the home until it was seen for the last time.
-- When the first of them became the home nobody says. A second school's are left out.
with sight as (
    select *
    from census_sights(
            'typed.census_pupilonroll',
            'typed.census_pupilnolongeronroll',
            'typed.census_schoolcensus',
            'typed.census_school'
        )
    where place_of_day = 1
),

home as (
    select
        s.record_id,
        s.observed_on,
        {
            'saon': a.saon,
            'paon': a.paon,
            'street': a.street,
            'line_1': a.addressline1,
            'line_2': a.addressline2,
            'postcode': a.postcode,
            'uprn': a.uniquepropertyreferencenumber
        } as place
    from typed.census_addresses as a
    inner join sight as s
        on
            census_term(a._file) = s.term
            and coalesce(a.pupilonrolltableid, a.pupilnolongeronrolltableid) = s.row_id
            and (a.pupilonrolltableid is not null) = s.is_on_roll
    where
        coalesce(
            a.paon, a.street, a.addressline1, a.postcode, a.uniquepropertyreferencenumber
        ) is not null
),

lived as (
    select
        record_id,
        place,
        min(observed_on) as first_seen,
        max(observed_on) as last_seen
    from home
    group by record_id, place
),

in_order as (
    select
        *,
        first_seen = min(first_seen) over (partition by record_id) as is_first,
        last_seen = max(last_seen) over (partition by record_id) as is_newest
    from lived
)

select
    h.record_id,
    case when not h.is_first then h.first_seen end as from_date,
    case when not h.is_newest then h.last_seen end as to_date,
    'home' as use,
    coalesce(
        lines_joined([h.place.saon, nullif(concat_ws(' ', h.place.paon, h.place.street), '')]),
        lines_joined([h.place.line_1, h.place.line_2])
    ) as line,
    h.place.saon as flat,
    coalesce(h.place.paon, premises_of(h.place.line_1)) as premises,
    h.place.street,
    h.place.postcode,
    h.place.uprn
from in_order as h
