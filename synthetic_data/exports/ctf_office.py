"""How a school's office types names and addresses: each has habits of its own."""

from synthetic_data.exports.desk import Desk
from synthetic_data.exports.writing import Row
from synthetic_data.facts import ADULT_AGE, Dwelling, Person
from synthetic_data.records.name_fields import NameFields, fill_in, writes_capitals
from synthetic_data.records.observer import Portrait
from synthetic_data.services.schooling import School

_ADDRESS_IN_LINES, _HAS_UPRN = 0.2, 0.8
# What stands for the address of a refuge: nothing, or a box at the post office.
_ADDRESS_WITHHELD, _BOX_INSTEAD = 0.5, 0.3


class Office:
    """Types what a family says."""

    def __init__(self, desk: Desk, school: School) -> None:
        """Settle the habits of one school's office."""
        self._world = desk.town.world
        self._observer = desk.observer
        self._chance = desk.observer.chance
        self._post_office = desk.town.places.postcodes[0]
        self.number = int(school.establishment)
        self._chance.about("office", self.number)
        self._capitals = writes_capitals(self._chance)
        self._in_lines = self._chance.happens(_ADDRESS_IN_LINES)

    def names(self, person: Person, names: NameFields) -> NameFields:
        """Write names with the habits of the office."""
        is_adult = person.age_at(self._world.as_at) >= ADULT_AGE
        return fill_in(person, names, self._chance, is_adult=is_adult, capitals=self._capitals)

    def address(self, seen: Portrait) -> Row:
        """Write an address; that of a refuge is withheld, or is another, for most."""
        dwelling, roll = seen.home.dwelling, self._chance.roll()
        if dwelling.kind == "refuge" and roll < _ADDRESS_WITHHELD:
            return {}
        if dwelling.kind == "refuge" and roll < _ADDRESS_WITHHELD + _BOX_INSTEAD:
            return {"AddressLine1": "PO Box 9", "PostCode": self._post_office.pcds}
        return {**self._parts(dwelling), "PostCode": seen.postcode}

    def _parts(self, dwelling: Dwelling) -> Row:
        """Write an address in parts, or in the two lines that some systems have."""
        has_uprn = self._chance.happens(_HAS_UPRN)
        written = self._observer.address(dwelling)
        if self._in_lines:
            return {"AddressLine1": written.line, "AddressLine2": written.town}
        return {
            "SAON": written.flat,
            "PAON": written.premises,
            "Street": written.street,
            "Town": written.town,
            "UPRN": written.uprn if has_uprn else "",
        }
