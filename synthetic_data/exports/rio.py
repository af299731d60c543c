"""Adult mental health clients in RiO: who they are, in the index and the table of names.

Addresses, phones and referrals are `rio_details`; relatives and contacts `rio_relatives`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sources.adult_mental_health.rio import RIO
from synthetic_data.exports.writing import Row
from synthetic_data.habits import ADULT_MENTAL_HEALTH, TITLES
from synthetic_data.identifiers import Scatter
from synthetic_data.ledger import Ledger
from synthetic_data.records import Observer, Portrait
from synthetic_data.world import Person

_DFE_TO_NHS = MappingProxyType(
    {
        "WBRI": "A", "WIRI": "B", "WOTH": "C", "MWBC": "D", "MWBA": "E", "MWAS": "F", "MOTH": "G",
        "AIND": "H", "APKN": "J", "ABAN": "K", "AOTH": "L", "BCRB": "M", "BAFR": "N", "BOTH": "P",
        "CHNE": "R", "OOTH": "S", "REFU": "Z", "NOBT": "99",
    }
)  # fmt: skip
_MENTIONS_OTHER_NAME, _MENTIONS_SHORT_NAME = 0.45, 0.5
_HAS_TITLE, _HAS_MIDDLE_NAME, _HAS_DAYTIME_PHONE = 0.7, 0.6, 0.25
_SUPERSEDED, _ESTIMATED, _TRACED = 0.002, 0.004, 0.96


@dataclass(frozen=True, kw_only=True)
class Client:
    """A person as RiO knows them.

    `since` is the first referral; a `is_contact` client is there only as somebody's relative.
    """

    client_id: str
    person: Person
    seen: Portrait
    since: date
    is_contact: bool = False
    is_sensitive: bool = False
    is_deleted: bool = False


class RioTables:
    """The rows of all tables, and whom they are about."""

    def __init__(self, observer: Observer, ledger: Ledger) -> None:
        """Start with empty tables."""
        self.observer = observer
        self.ledger = ledger
        self.chance = observer.chance
        self.rows: dict[str, list[Row]] = {export.name: [] for export in RIO.exports}
        self.clients: dict[int, Client] = {}
        self._numbers: Iterator[int] = iter(Scatter(size=9_000_000, step=6_119_531))

    def next_client_id(self) -> str:
        """Give out a RiO number."""
        return str(next(self._numbers) + 1_000_000)

    def add(self, table: str, row: Row, row_id: str = "") -> str:
        """Add a row, with an id of its own where the table has one, and return that id."""
        own_id = str(len(self.rows[table]) + 1)
        self.rows[table].append({row_id: own_id, **row} if row_id else row)
        return own_id

    def add_client(self, client: Client) -> None:
        """Add a client to the index and give them their name."""
        self._add_index(client)
        seen = client.seen
        self._add_name(
            client,
            "1",
            GivenName2=seen.middle if self.chance.happens(_HAS_MIDDLE_NAME) else "",
            Prefix=self._title(client.person) if self.chance.happens(_HAS_TITLE) else "",
            EffectiveDate=client.since,
        )
        self.ledger.add(
            ADULT_MENTAL_HEALTH,
            client.client_id,
            client.person.person_id,
            excluded=client.is_sensitive or client.is_deleted,
        )

    def _title(self, person: Person) -> str:
        return self.chance.pick(TITLES[person.sex])

    def _add_index(self, client: Client) -> None:
        chance, seen = self.chance, client.seen
        is_old_number = bool(seen.nhs_number) and chance.happens(_SUPERSEDED)
        is_traced = chance.happens(_TRACED) and not client.is_contact
        is_estimated = chance.happens(_ESTIMATED)
        self.add(
            "ClientIndex",
            {
                "ClientID": client.client_id,
                "NNN": "" if is_old_number else seen.nhs_number,
                "NNNStatus": ("01" if is_traced else "02") if seen.nhs_number else "07",
                "SupersedingNNN": seen.nhs_number if is_old_number else "",
                "DateOfBirth": seen.date_of_birth,
                "EstimatedDOB": is_estimated,
                "Gender": seen.sex,
                "Ethnicity": _DFE_TO_NHS[client.person.ethnicity],
                "NonClient": client.is_contact,
                "Deleted": client.is_deleted,
                "SensitiveFlag": client.is_sensitive,
                "DaytimePhone": seen.phone if chance.happens(_HAS_DAYTIME_PHONE) else "",
            },
        )

    def _add_name(self, client: Client, kind: str, **other: str | date | None) -> None:
        self.add(
            "ClientName",
            {
                "ClientID": client.client_id,
                "GivenName1": client.seen.given,
                "Surname": client.seen.family,
                "AliasType": kind,
                "Deleted": False,
                **other,
            },
            "ClientNameID",
        )

    def add_other_names(self, client: Client) -> None:
        """Add an earlier surname or the name a client likes to be called, where it was asked."""
        person, seen = client.person, client.seen
        knows_other = seen.former_family == person.other_family != ""
        if knows_other and self.chance.happens(_MENTIONS_OTHER_NAME):
            kind = "5" if person.changed_on else "2"
            self._add_name(client, kind, Surname=seen.former_family, EndDate=person.changed_on)
        if person.known_as and self.chance.happens(_MENTIONS_SHORT_NAME):
            self._add_name(client, "3", GivenName1=person.known_as)
