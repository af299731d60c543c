"""People, their numbers and addresses in Eclipse: the dataset's entries, in its columns.

Records that are marked as duplicates are the system's own dirt: no mapping keeps them.
"""

from datetime import timedelta
from types import MappingProxyType

from sources.childrens_social_care.eclipse.codes import ETHNICITY
from synthetic_data.exports.eclipse_views import EclipseViews
from synthetic_data.exports.ssd_entries import Entry
from synthetic_data.exports.ssd_known import SocialCareRecords
from synthetic_data.exports.ssd_tables import AGAIN, person_id
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Stay
from synthetic_data.records.addresses import AddressText
from synthetic_data.records.habits import NO_FIXED_ABODE
from synthetic_data.records.observer import Observer

_DUPLICATE, _DUPLICATE_AFTER_DAYS, _DUPLICATE_BY_NAME = 0.01, 200, 0.7
_DUE_DATE_KEPT, _MOST_DAYS_EARLY_OR_LATE = 0.5, 14
_DUE_DATE_KEPT_SINCE = timedelta(days=2 * 365)
_HAS_UPRN, _REFUGE_WITHHELD, _FLAT_AS_ROOM = 0.88, 0.7, 0.4
_REMEMBERED_BEFORE = timedelta(days=365)
_SEX = MappingProxyType({"M": "Male", "F": "Female"})
_TEMPORARY = ("hostel", "refuge", "temporary", "no_fixed_abode")
_USE = MappingProxyType(dict.fromkeys(_TEMPORARY, "Temporary"))
# The first word that the list has for a code is the one in use here.
_ETHNICITY = MappingProxyType(
    {word: code for code, word in reversed(tuple(ETHNICITY.values.items()))}
)


class EclipsePeople:
    """Writes entries into the view of persons."""

    def __init__(self, views: EclipseViews, records: SocialCareRecords) -> None:
        """Fill these views."""
        self._views = views
        self._world = records.world
        self._chance = records.chance

    def add(self, entry: Entry) -> None:
        """Write an entry, and for a few one more that is marked as its duplicate."""
        person = entry.known.person
        row = {
            "PERSONID": entry.person_id,
            "FORENAME": entry.given,
            "SURNAME": entry.family,
            "SEX": _SEX.get(entry.sex, "Unknown"),
            "ETHNICITYCODE": _ETHNICITY.get(person.ethnicity, ""),
            "DATEOFBIRTH": None if entry.seen.expected_date else entry.born,
            "DUEDATE": entry.seen.expected_date,
            "DIEDDATE": entry.died,
            "NHSNUMBER": entry.nhs_number or entry.seen.nhs_number,
            "ISRESTRICTED": entry.known.restricted,
        }
        self._chance.about("due date", int(entry.person_id))
        is_kept = self._chance.happens(_DUE_DATE_KEPT)
        days = self._chance.whole(-_MOST_DAYS_EARLY_OR_LATE, _MOST_DAYS_EARLY_OR_LATE)
        is_young = person.date_of_birth >= self._world.as_at - _DUE_DATE_KEPT_SINCE
        if is_kept and is_young and not person.expected:
            row["DUEDATE"] = person.date_of_birth + timedelta(days)
        self._views.add("PERSONVIEW", row)
        self._add_duplicate(entry, row)
        self._add_numbers(entry)

    def _add_duplicate(self, entry: Entry, row: Row) -> None:
        """Write what was entered again, and marked in the name or beside it."""
        duplicate_id = person_id(entry.known.person, AGAIN)
        self._chance.about("duplicate", int(entry.person_id))
        is_duplicated = self._chance.happens(_DUPLICATE)
        is_named = self._chance.happens(_DUPLICATE_BY_NAME)
        since = entry.known.since + self._chance.whole(1, _DUPLICATE_AFTER_DAYS) * timedelta(1)
        if is_duplicated and duplicate_id not in entry.known.ids and since <= self._world.as_at:
            mark = {"FORENAME": f"DUPLICATE {entry.given}"} if is_named else {}
            marked = {"PERSONID": duplicate_id, "DUPLICATED": "" if is_named else "DUPLICATE"}
            self._views.add("PERSONVIEW", {**row, **marked, **mark})

    def _add_numbers(self, entry: Entry) -> None:
        """Write the pupil numbers; the former one has ended on a day that nobody noted exactly."""
        started = entry.known.since
        for number, ended in ((entry.upn, None), (entry.former_upn, started)):
            if number:
                self._views.add(
                    "REFERENCENUMBERPERSONVIEW",
                    {
                        "PERSONID": entry.person_id,
                        "REFERENCETYPECODE": "UPN",
                        "REFERENCENUMBER": number,
                        "STARTDATE": started,
                        "ENDDATE": ended,
                    },
                )


class EclipseAddresses:
    """Writes the addresses that the system knows, drawn as the dataset draws them."""

    def __init__(self, views: EclipseViews, observer: Observer) -> None:
        """Fill these views."""
        self._views = views
        self._observer = observer
        self._chance = observer.chance

    def add(self, entry: Entry) -> None:
        """Add the addresses since shortly before the case began; an unborn has none."""
        earliest = entry.known.since - _REMEMBERED_BEFORE
        for place, stay in enumerate(entry.seen.stays):
            is_known = stay.last is None or stay.last >= earliest
            if is_known and not entry.known.person.expected:
                self._add_stay(entry, place, stay)

    def _add_stay(self, entry: Entry, place: int, stay: Stay) -> None:
        """Write an address, or nothing where a refuge is kept secret."""
        self._chance.about(f"address {place}", int(entry.person_id))
        kind = stay.dwelling.kind
        if kind == "refuge" and self._chance.happens(_REFUGE_WITHHELD):
            return
        has_uprn = self._chance.happens(_HAS_UPRN)
        written = None if kind == "no_fixed_abode" else self._observer.address(stay.dwelling)
        use = "Placement" if stay.use == "placement" else _USE.get(kind, "Home")
        self._views.add(
            "ADDRESSPERSONVIEW",
            {
                "ADDRESSID": f"{entry.person_id}{place:02}",
                "PERSONID": entry.person_id,
                "TYPE": use,
                "STARTDATE": stay.first,
                "ENDDATE": stay.last,
                **(self._parts(written) if written else {"STREETNAME": "NO FIXED ABODE"}),
                "POSTCODE": entry.seen.postcode_of(stay) if written else NO_FIXED_ABODE,
                "UPRN": written.uprn if written and has_uprn else "",
            },
        )

    def _parts(self, written: AddressText) -> Row:
        """Return the parts of an address; a flat is a room, or stands before the number."""
        is_room = self._chance.happens(_FLAT_AS_ROOM)
        before = "" if is_room or not written.flat else f"{written.flat}, "
        return {
            "ROOMDESCRIPTION": written.flat if is_room else "",
            "BUILDINGNAMEORNUMBER": f"{before}{written.premises}",
            "STREETNAME": written.street,
            "TOWNORCITY": written.town,
        }
