"""The tables of RiO while they are filled, whom they are about, and the numbers of their rows.

Every number is made from the serial numbers of the people a row is about, never counted up: a row
keeps its number on every night, whoever else comes or goes. What is in a row is the business of
the modules beside this one.
"""

from dataclasses import dataclass
from datetime import date

from sources.adult_mental_health.rio import RIO
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Person, Spell
from synthetic_data.identifiers import Scatter
from synthetic_data.records.habits import ADULT_MENTAL_HEALTH
from synthetic_data.records.observer import Portrait

OWN, TWIN = 0, 1
"""The entries a person may have in the index: their own, and one made by mistake."""

# Sizes are above every serial number of a region times the slots.
_CLIENTS = Scatter(size=80_000_000, key=4)
_LEAST_CLIENT = 10_000_000
_SLOTS_OF_A_CLIENT = 2
_PAIRS = Scatter(size=99_999_989, key=5)
_APART = 7_919


def client_id(person: Person, slot: int = OWN) -> str:
    """Return the RiO number of a person, or of their second entry."""
    return str(_LEAST_CLIENT + _CLIENTS.at(person.serial * _SLOTS_OF_A_CLIENT + slot))


def pair_id(client: Person, other: Person) -> str:
    """Return the number of a row about a client and somebody around them."""
    return f"{client_id(client)}{_PAIRS.at(other.serial + _APART * client.serial):08}"


@dataclass(frozen=True, kw_only=True)
class Client:
    """A person as RiO knows them.

    `since` is the first referral, `until` the end of the last one. A `is_contact` client is there
    only as somebody's relative.
    """

    person: Person
    seen: Portrait
    since: date
    until: date | None = None
    referrals: tuple[Spell, ...] = ()
    slot: int = OWN
    is_contact: bool = False
    is_sensitive: bool = False

    @property
    def client_id(self) -> str:
        """The RiO number."""
        return client_id(self.person, self.slot)

    @property
    def is_deleted(self) -> bool:
        """Say whether the entry was a mistake and is crossed out."""
        return self.slot != OWN


class RioTables:
    """The rows of all tables, and the clients by their number in the world."""

    def __init__(self, desk: Desk) -> None:
        """Start with empty tables."""
        self.world = desk.town.world
        self.observer = desk.observer
        self.chance = desk.observer.chance
        self.rows: dict[str, list[Row]] = {export.name: [] for export in RIO.exports}
        self.clients: dict[int, Client] = {}
        self._desk = desk

    def add(self, table: str, row: Row) -> None:
        """Add a row."""
        self.rows[table].append(row)

    def note(self, record_id: str, person: Person, *, excluded: bool) -> None:
        """Note the truth about a record."""
        self._desk.ledger.add(ADULT_MENTAL_HEALTH, record_id, person.person_id, excluded=excluded)

    def client_known(self, number: int) -> Client | None:
        """Return a client whom another record may name: not one of restricted access."""
        client = self.clients.get(number)
        return None if client is None or client.is_sensitive else client

    def write(self) -> None:
        """Write one file for each table."""
        for export in RIO.exports:
            name = f"{export.name}_{self._desk.stamp}.csv"
            self._desk.outbox.write_rows(RIO, export, self.rows[export.name], name)
