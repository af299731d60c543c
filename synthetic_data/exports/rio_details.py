"""Where RiO's clients live, how to reach them, and their referrals."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from sources.adult_mental_health.rio import RIO
from synthetic_data.addresses import as_written
from synthetic_data.exports.rio import Client, RioTables
from synthetic_data.exports.writing import write_delimited
from synthetic_data.habits import NO_FIXED_ABODE
from synthetic_data.world import Spell, Stage, Stay, World

_NO_FIXED_ABODE_SHARE, _NO_FIXED_ABODE_IN_HOSTEL = 0.003, 0.12
_HAS_PHONE, _HAS_LANDLINE = 0.82, 0.25
_DELETED_TWIN_ROW = 0.006
_ACCOMMODATION = MappingProxyType({"hostel": "Hostel", "care_home": "Care home"})


class RioClients:
    """Adds every adult with a referral, open or closed."""

    def __init__(self, world: World, tables: RioTables) -> None:
        """Fill these tables from a world."""
        self._world = world
        self._tables = tables
        self._chance = tables.chance

    def add_clients(self) -> None:
        """Add clients in the order of their numbers in the world."""
        spells: dict[int, list[Spell]] = {}
        for spell in self._world.spells:
            if spell.stage is Stage.MENTAL_HEALTH:
                spells.setdefault(spell.person, []).append(spell)
        for number in sorted(spells):
            self._add_client(number, sorted(spells[number], key=lambda spell: spell.start))

    def _add_client(self, number: int, spells: list[Spell]) -> None:
        person, tables = self._world.people[number], self._tables
        since = spells[0].start
        ends = [spell.end for spell in spells]
        until = None if None in ends else max(end for end in ends if end)
        client = Client(
            client_id=tables.next_client_id(),
            person=person,
            seen=tables.observer.portrait(person, since=since, until=until),
            since=since,
            is_sensitive=any(spell.restricted for spell in spells),
        )
        tables.clients[number] = client
        tables.add_client(client)
        tables.add_other_names(client)
        self.add_addresses(client)
        self._add_telecom(client)
        for spell in spells:
            self._add_referral(client, spell)
        if self._chance.happens(_DELETED_TWIN_ROW):
            twin = tables.next_client_id()
            tables.add_client(replace(client, client_id=twin, is_deleted=True))

    def add_addresses(self, client: Client) -> None:
        """Add the addresses known since the first referral, a few with no fixed abode."""
        is_hostel = self._world.household_of(client.person.number).kind == "hostel"
        share = _NO_FIXED_ABODE_IN_HOSTEL if is_hostel else _NO_FIXED_ABODE_SHARE
        if self._chance.happens(share):
            self._add_no_fixed_abode(client)
            return
        for stay in client.seen.stays:
            if stay.last is None or stay.last >= client.since:
                self._add_address(client, stay)

    def _add_no_fixed_abode(self, client: Client) -> None:
        self._tables.add(
            "ClientAddress",
            {
                "ClientID": client.client_id,
                "AddressLine1": "NO FIXED ABODE",
                "PostCode": NO_FIXED_ABODE,
                "FromDate": client.since,
                "AddressType": "TEMPORARY",
                "AccommodationType": "No fixed abode",
            },
            "SequenceID",
        )

    def _add_address(self, client: Client, stay: Stay) -> None:
        written = as_written(stay.dwelling, self._chance)
        kind = stay.dwelling.kind
        self._tables.add(
            "ClientAddress",
            {
                "ClientID": client.client_id,
                "AddressLine1": written.line,
                "AddressLine2": written.town,
                "PostCode": client.seen.postcode_of(stay),
                "FromDate": stay.first,
                "ToDate": stay.last,
                "AddressType": "TEMPORARY" if kind == "hostel" else "PRIMARY",
                "AccommodationType": _ACCOMMODATION.get(kind, ""),
            },
            "SequenceID",
        )

    def _add_telecom(self, client: Client) -> None:
        seen, chance = client.seen, self._chance
        details = (
            ("1", seen.phone if chance.happens(_HAS_PHONE) else ""),
            ("1", seen.landline if chance.happens(_HAS_LANDLINE) else ""),
            ("3", seen.email),
        )
        for method, detail in details:
            if detail:
                self._tables.add(
                    "ClientTelecom",
                    {
                        "ClientID": client.client_id,
                        "Detail": detail,
                        "ContactMethod": method,
                        "StartDate": client.since,
                    },
                )

    def _add_referral(self, client: Client, spell: Spell) -> None:
        self._tables.add(
            "AmsReferral",
            {
                "ClientID": client.client_id,
                "ReferralReceivedDate": spell.start,
                "RemovalDateTime": spell.end,
                "ReferralTeam": spell.detail,
                "RemovalReason": "Discharged" if spell.end else "",
            },
            "ReferralID",
        )


def write_rio(tables: RioTables, folder: Path, stamp: str) -> None:
    """Write one file for each table."""
    for export in RIO.exports:
        path = folder / f"{export.name}_{stamp}.csv"
        write_delimited(RIO, export, tables.rows[export.name], path)
