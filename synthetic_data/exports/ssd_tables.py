"""The tables of the case management system while they are filled, and the numbers of their rows.

Every number is made from the serial numbers of the people a row is about, never counted up: a row
keeps its number on every night, whoever else comes or goes. What is in a row is the business of
the modules beside this one.
"""

from datetime import date

from sources.childrens_social_care.ssd import SSD
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Person
from synthetic_data.identifiers import Scatter

OWN, AGAIN, FIRST_PARENT = 0, 1, 2
"""The entries that are numbered after a person: their own, one more, and one of each parent."""

# Sizes are above every serial number of a region times the slots.
_PERSONS = Scatter(size=80_000_000, key=2)
_LEAST_PERSON = 10_000_000
_SLOTS_OF_A_PERSON = 4
PARENTS_NUMBERED = _SLOTS_OF_A_PERSON - FIRST_PARENT
_PAIRS = Scatter(size=999_999_937, key=3)
_SLOTS_OF_A_PAIR = 8
_APART = 7_919


def person_id(person: Person, slot: int = OWN) -> str:
    """Return the number of an entry."""
    return str(_LEAST_PERSON + _PERSONS.at(person.serial * _SLOTS_OF_A_PERSON + slot))


def pair_id(one: str, other: str, slot: int) -> str:
    """Return the number of a row that joins two entries; a pair has a few, told apart by slot."""
    turn = int(other) * _SLOTS_OF_A_PAIR + slot + _APART * int(one)
    return f"{one}{_PAIRS.at(turn):09}"


def return_year_before(day: date, years: int) -> date:
    """Return the first of April that begins a return's year, at least so many years before.

    A period that began a fixed number of days ago would let rows drop out on every night.
    """
    april = date(day.year - years, 4, 1)
    return april if (day.month, day.day) >= (4, 1) else april.replace(year=april.year - 1)


class SocialCareTables:
    """The rows of all tables."""

    def __init__(self, desk: Desk) -> None:
        """Start with empty tables."""
        self.rows: dict[str, list[Row]] = {export.name: [] for export in SSD.exports}
        self._desk = desk

    def add(self, table: str, row: Row) -> None:
        """Add a row."""
        self.rows[table].append(row)

    def write(self) -> None:
        """Write one file for each table."""
        for export in SSD.exports:
            name = f"{export.name}_{self._desk.stamp}.csv"
            self._desk.outbox.write_rows(SSD, export, self.rows[export.name], name)
