"""People and their addresses in Liquidlogic: the same entries as the dataset's, in its columns.

Records merged into others and the row for nobody are the system's own dirt: no mapping keeps them.
"""

from datetime import timedelta
from types import MappingProxyType

from synthetic_data.exports.liquidlogic_tables import NOBODY, LiquidlogicTables
from synthetic_data.exports.ssd_addresses import TEMPORARY, known_stays
from synthetic_data.exports.ssd_entries import Entry
from synthetic_data.exports.ssd_tables import AGAIN, person_id
from synthetic_data.facts import Stay
from synthetic_data.records.addresses import AddressText
from synthetic_data.records.habits import NO_FIXED_ABODE
from synthetic_data.records.observer import Observer

_MERGED, _MERGED_AFTER_DAYS = 0.01, 200
_HAS_UPRN, _PROTECTED = 0.88, 0.7
_PLACEMENT_ADDRESS_ENTERED, _FLAT_AS_NUMBER = 0.85, 0.6
_NO_POSTCODE = (NO_FIXED_ABODE, "XXXX XXX", "nopostcode")
_USE = MappingProxyType(dict.fromkeys(TEMPORARY, "TEMP"))


class LiquidlogicPeople:
    """Writes entries into the tables of persons."""

    def __init__(self, tables: LiquidlogicTables, observer: Observer) -> None:
        """Fill these tables."""
        self._tables = tables
        self._observer = observer
        self._chance = observer.chance

    def add_nobody(self) -> None:
        """Write the row for nobody, with a contact that nobody was found for."""
        row = {"DIM_PERSON_ID": NOBODY, "FORENAME": "Unknown", "SURNAME": "Unknown"}
        self._tables.add("DIM_PERSON", {**row, "UPN": "Unknown"})
        self._tables.add("FACT_CONTACTS", {"DIM_PERSON_ID": NOBODY})

    def add(self, entry: Entry, *, is_client: bool) -> None:
        """Write an entry, and for a few an earlier one that was merged into it."""
        row = {
            "DIM_PERSON_ID": entry.person_id,
            "UPN": entry.upn,
            "FORMER_UPN": entry.former_upn,
            "NHS_NUMBER": entry.nhs_number or entry.seen.nhs_number,
            "FORENAME": entry.given,
            "SURNAME": entry.family,
            "GENDER_MAIN_CODE": entry.sex,
            "ETHNICITY_MAIN_CODE": entry.known.person.ethnicity,
            "BIRTH_DTTM": entry.seen.expected_date or entry.born,
            "DOB_ESTIMATED": entry.seen.expected_date is not None,
            "DEATH_DTTM": entry.died,
            "IS_CLIENT": is_client,
            "IS_RESTRICTED_FLAG": entry.known.restricted,
        }
        self._tables.add("DIM_PERSON", row)
        merged_id = person_id(entry.known.person, AGAIN)
        self._chance.about("merged", int(entry.person_id))
        if self._chance.happens(_MERGED) and merged_id not in entry.known.ids:
            merged_on = entry.known.since + self._chance.whole(1, _MERGED_AFTER_DAYS) * timedelta(1)
            if merged_on <= self._observer.world.as_at:
                merged = {"DIM_PERSON_ID": merged_id, "LEGACY_ID": entry.person_id}
                self._tables.add("DIM_PERSON", {**row, **merged, "DUPLICATED_DTTM": merged_on})


class LiquidlogicAddresses:
    """Writes the addresses that the system knows, drawn as the dataset draws them."""

    def __init__(self, tables: LiquidlogicTables, observer: Observer) -> None:
        """Fill these tables."""
        self._tables = tables
        self._observer = observer
        self._chance = observer.chance

    def add(self, entry: Entry) -> None:
        """Add the addresses that are known."""
        for place, stay in known_stays(entry):
            self._add_stay(entry, place, stay)

    def _add_stay(self, entry: Entry, place: int, stay: Stay) -> None:
        """Write an address; that of a refuge is mostly protected."""
        self._chance.about(f"address {place}", int(entry.person_id))
        kind = stay.dwelling.kind
        is_protected = kind == "refuge" and self._chance.happens(_PROTECTED)
        has_uprn = self._chance.happens(_HAS_UPRN)
        written = None if kind == "no_fixed_abode" else self._observer.address(stay.dwelling)
        self._chance.about(f"own address {place}", int(entry.person_id))
        postcode = entry.seen.postcode_of(stay) if written else self._chance.pick(_NO_POSTCODE)
        is_placement = stay.use == "placement"
        row_id, who = f"{entry.person_id}{place:02}", {"DIM_PERSON_ID": entry.person_id}
        when = {"START_DTTM": stay.first, "END_DTTM": stay.last, "POSTCODE": postcode}
        if is_placement:
            row = {"FACT_CLA_PLACEMENT_ID": row_id, "DIM_LOOKUP_PLACEMENT_TYPE_CODE": "U1"}
            self._tables.add("FACT_CLA_PLACEMENT", {**row, **who, **when})
        if is_placement and not self._chance.happens(_PLACEMENT_ADDRESS_ENTERED):
            return
        self._tables.add(
            "DIM_PERSON_ADDRESS",
            {
                "DIM_PERSON_ADDRESS_ID": row_id,
                "ADDSS_TYPE_CODE": "PLACEMENT" if is_placement else _USE.get(kind, "HOME"),
                **who,
                **when,
                **(self._parts(written) if written else {"STREET": "NO FIXED ABODE"}),
                "UPRN": written.uprn if written and has_uprn else "",
                "CONFIDENTIAL": is_protected,
            },
        )

    def _parts(self, written: AddressText) -> dict[str, str]:
        """Return the parts of an address; a flat is often entered as its number alone."""
        is_number = self._chance.happens(_FLAT_AS_NUMBER)
        flat = written.flat.split()[-1] if is_number and written.flat else written.flat
        parts = {"FLAT_NO": flat, "STREET": written.street, "TOWN": written.town}
        is_numbered = written.premises[:1].isdigit()
        return {**parts, "HOUSE_NO" if is_numbered else "BUILDING": written.premises}
