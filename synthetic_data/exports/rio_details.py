"""Where RiO's clients live, how to reach them, and their referrals."""

from datetime import date, timedelta
from types import MappingProxyType

from synthetic_data.exports.rio_tables import Client, RioTables
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Stay
from synthetic_data.records.habits import NO_FIXED_ABODE

_NO_ABODE_WRITTEN = 0.0012
"""Clients with a home whom the record calls homeless; those without one come from the world."""
_REFUGE_WITHHELD, _ORDINARY_NOTED = 0.6, 0.4
_HAS_PHONE, _HAS_LANDLINE, _OLD_PHONE_KEPT = 0.82, 0.25, 0.3
_OLD_PHONE_YEARS = 2.0
_ACCOMMODATION = MappingProxyType(
    {
        "house": "Mainstream housing",
        "hostel": "Hostel",
        "refuge": "Refuge",
        "temporary": "Temporary accommodation",
        "care_home": "Care home",
        "hmo": "Shared house",
        "student_hall": "Student accommodation",
    }
)
_FOR_A_TIME = ("hostel", "refuge", "temporary")


class RioDetails:
    """Writes what RiO keeps of every client beside the name."""

    def __init__(self, tables: RioTables) -> None:
        """Fill these tables."""
        self._tables = tables
        self._chance = tables.chance

    def add_details(self, client: Client) -> None:
        """Add addresses, phones and referrals."""
        self.add_addresses(client)
        self._add_telecom(client)
        for place, spell in enumerate(client.referrals):
            row: Row = {
                "ReferralID": f"{client.client_id}{place:02}",
                "ClientID": client.client_id,
                "ReferralReceivedDate": spell.start,
                "RemovalDateTime": spell.end,
                "ReferralTeam": spell.detail,
                "RemovalReason": "Discharged" if spell.end else "",
            }
            self._tables.add("AmsReferral", row)

    def add_addresses(self, client: Client) -> None:
        """Add the addresses known since the first referral; a few are called homeless."""
        self._tables.observer.turn_to("no abode", client.person)
        if self._chance.happens(_NO_ABODE_WRITTEN) and not client.is_contact:
            self._add_no_abode(client, 0, client.since, None)
            return
        for place, stay in enumerate(client.seen.stays):
            if stay.last is None or stay.last >= client.since:
                self._add_stay(client, place, stay)

    def _add_stay(self, client: Client, place: int, stay: Stay) -> None:
        kind = stay.dwelling.kind
        self._tables.observer.turn_to(f"address {place}", client.person)
        if kind == "no_fixed_abode":
            self._add_no_abode(client, place, stay.first, stay.last)
        elif kind != "refuge" or not self._chance.happens(_REFUGE_WITHHELD):
            self._add_address(client, place, stay)

    def _add_no_abode(self, client: Client, place: int, first: date, last: date | None) -> None:
        row: Row = {
            "SequenceID": f"{client.client_id}{place:02}",
            "ClientID": client.client_id,
            "AddressLine1": "NO FIXED ABODE",
            "PostCode": NO_FIXED_ABODE,
            "FromDate": first,
            "ToDate": last,
            "AddressType": "TEMPORARY",
            "AccommodationType": "No fixed abode",
        }
        self._tables.add("ClientAddress", row)

    def _add_address(self, client: Client, place: int, stay: Stay) -> None:
        written = self._tables.observer.address(stay.dwelling)
        kind = stay.dwelling.kind
        is_noted = kind != "house" or self._chance.happens(_ORDINARY_NOTED)
        row: Row = {
            "SequenceID": f"{client.client_id}{place:02}",
            "ClientID": client.client_id,
            "AddressLine1": written.line,
            "AddressLine2": written.town,
            "PostCode": client.seen.postcode_of(stay),
            "FromDate": stay.first,
            "ToDate": stay.last,
            "AddressType": "TEMPORARY" if kind in _FOR_A_TIME else "PRIMARY",
            "AccommodationType": _ACCOMMODATION.get(kind, "") if is_noted else "",
        }
        self._tables.add("ClientAddress", row)

    def _add_telecom(self, client: Client) -> None:
        """Add the numbers and the e-mail address given; of some the number they had before."""
        seen, chance = client.seen, self._chance
        self._tables.observer.turn_to("telecom", client.person)
        has_phone, has_landline = chance.happens(_HAS_PHONE), chance.happens(_HAS_LANDLINE)
        keeps_old, lasted = chance.happens(_OLD_PHONE_KEPT), chance.wait(_OLD_PHONE_YEARS)
        ended = client.since + timedelta(days=int(lasted * 365) + 1)
        details: tuple[tuple[str, str, date | None], ...] = (
            ("1", seen.phone if has_phone else "", None),
            ("1", seen.landline if has_landline else "", None),
            ("3", seen.email, None),
            ("1", seen.old_phone if keeps_old and ended <= self._tables.world.as_at else "", ended),
        )
        for method, detail, last in details:
            if detail:
                row: Row = {
                    "ClientID": client.client_id,
                    "Detail": detail,
                    "ContactMethod": method,
                    "StartDate": client.since,
                    "EndDate": last,
                }
                self._tables.add("ClientTelecom", row)
