"""Addresses of the case management system: of everybody in one line, of the cohort in parts."""

import json
from collections.abc import Iterator
from datetime import timedelta
from types import MappingProxyType

from synthetic_data.exports.ssd_entries import Entry
from synthetic_data.exports.ssd_tables import SocialCareTables
from synthetic_data.facts import Stay
from synthetic_data.records.addresses import AddressText
from synthetic_data.records.habits import NO_FIXED_ABODE
from synthetic_data.records.observer import Observer

_HAS_UPRN, _REFUGE_WITHHELD = 0.88, 0.7
_REMEMBERED_BEFORE = timedelta(days=365)
_NO_ABODE = AddressText(
    flat="",
    number_and_street="NO FIXED ABODE",
    premises="",
    street="NO FIXED ABODE",
    town="",
)
TEMPORARY = ("hostel", "refuge", "temporary", "no_fixed_abode")
"""The kinds of dwelling that a case management system calls temporary."""

_USE = MappingProxyType(dict.fromkeys(TEMPORARY, "Temporary"))


def known_stays(entry: Entry) -> Iterator[tuple[int, Stay]]:
    """Give the stays since shortly before the case began, by their place; an unborn has none."""
    earliest = entry.known.since - _REMEMBERED_BEFORE
    for place, stay in enumerate(entry.seen.stays):
        is_known = stay.last is None or stay.last >= earliest
        if is_known and not entry.known.person.expected:
            yield place, stay


class SocialCareAddresses:
    """Writes the addresses that the system knows."""

    def __init__(self, tables: SocialCareTables, observer: Observer) -> None:
        """Fill these tables."""
        self._tables = tables
        self._observer = observer
        self._chance = observer.chance

    def add(self, entry: Entry) -> None:
        """Add the addresses that are known."""
        for place, stay in known_stays(entry):
            self._add_stay(entry, place, stay)

    def _add_stay(self, entry: Entry, place: int, stay: Stay) -> None:
        """Write an address, or nothing where a refuge is kept secret."""
        self._chance.about(f"address {place}", int(entry.person_id))
        kind = stay.dwelling.kind
        if kind == "refuge" and self._chance.happens(_REFUGE_WITHHELD):
            return
        has_uprn = self._chance.happens(_HAS_UPRN)
        is_homeless = kind == "no_fixed_abode"
        written = _NO_ABODE if is_homeless else self._observer.address(stay.dwelling)
        postcode = NO_FIXED_ABODE if is_homeless else entry.seen.postcode_of(stay)
        use = "Placement" if stay.use == "placement" else _USE.get(kind, "Home")
        uprn = written.uprn if has_uprn else ""
        line = ", ".join(part for part in (written.line, written.town) if part)
        self._tables.add(
            "dm_addresses",
            {
                "person_id": entry.person_id,
                "address": line,
                "post_code": postcode,
                "unique_id": uprn,
                "address_type": use,
                "start_date": stay.first,
                "end_date": stay.last,
            },
        )
        if not entry.known.in_cohort:
            return
        self._tables.add(
            "ssd_address",
            {
                "addr_table_id": f"{entry.person_id}{place:02}",
                "addr_person_id": entry.person_id,
                "addr_address_type": use,
                "addr_address_start_date": stay.first,
                "addr_address_end_date": stay.last,
                "addr_address_postcode": postcode,
                "addr_address_json": _parts(written, uprn),
            },
        )


def _parts(written: AddressText, uprn: str) -> str:
    parts = {"ROOM": "", "FLOOR": "", "FLAT": written.flat, "BUILDING": ""}
    parts |= {"HOUSE": written.premises, "STREET": written.street, "TOWN": written.town}
    return json.dumps({**parts, "UPRN": uprn})
