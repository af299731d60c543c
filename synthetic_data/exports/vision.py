"""Practices on Vision: the same registrations as in the other systems, in a file without a header.

All practices send into one file. What practices keep to themselves is not sent; a registration made
by mistake is there as deleted. Vision has a field for the given names together and none for who
cares for a patient.
"""

from datetime import date

from sources.gp.vision import PATIENTS, VISION
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.emis_registrations import Registration, Registrations
from synthetic_data.exports.practice_codes import practice_code
from synthetic_data.exports.writing import Row
from synthetic_data.facts import ADULT_AGE
from synthetic_data.identifiers import Scatter
from synthetic_data.records.habits import GP, NO_FIXED_ABODE, TITLES
from synthetic_data.records.name_fields import NameFields, fill_in, writes_capitals
from synthetic_data.records.observer import Portrait

# The size is above every serial number of a region times the slots.
_NUMBERS = Scatter(size=900_000_000, key=21)
_SLOTS = 64
_REGISTERED_TWICE, _DELETED = 62, 63
_MOBILE, _LANDLINE, _NO_DATE_OF_REGISTRATION, _CHANGED = 0.75, 0.45, 0.006, 0.1
_REFUGE_WITHHELD = 0.7


def write_vision(desk: Desk) -> None:
    """Write the patients of the practices of a town."""
    writer = VisionPatients(desk)
    registrations = Registrations(desk.observer)
    world = desk.town.world
    rows = [
        writer.row(registration)
        for number in sorted(world.home)
        for registration in registrations.of(world.people[number])
        if not registration.withheld
    ]
    name = f"ZZ_FULL_Patients_{desk.stamp}.csv"
    desk.outbox.write_rows(VISION, PATIENTS, rows, name)


class VisionPatients:
    """Writes rows of the patient file."""

    def __init__(self, desk: Desk) -> None:
        """Write as the practices of a town do."""
        self._desk = desk
        self._world = desk.town.world
        self._observer = desk.observer
        self._chance = desk.observer.chance
        self._capitals: dict[str, bool] = {}

    def row(self, registration: Registration) -> Row:
        """Write a registration, and note whom it is about."""
        person, number = registration.person, patient_number(registration)
        self._observer.turn_to(f"vision patient {registration.slot}", person)
        seen = self._observer.portrait(
            person, since=registration.since, until=registration.known_until
        )
        practice = practice_code(seen.home.dwelling.ward)
        record_id = f"{practice}:{number}"
        self._desk.ledger.add(GP, record_id, person.person_id, excluded=registration.deleted)
        self._observer.turn_to(f"vision row {registration.slot}", person)
        return {
            "PID": number,
            "REFERENCE": number[-6:],
            "SEX": seen.sex,
            "MARITAL_STATUS": "M" if person.number in self._world.partner else "S",
            "PRACTICE": practice,
            "SERVICE_ID": practice,
            "NHS_NUMBER": seen.nhs_number,
            "PRACT_NUMBER": number[-5:],
            "ACTION": self._action(registration),
            **self._names(registration, seen, practice),
            **self._dates(registration, seen),
            **self._ways_to_reach(seen),
            **self._address(seen),
        }

    def _action(self, registration: Registration) -> str:
        is_changed = self._chance.happens(_CHANGED)
        return "D" if registration.deleted else "C" if is_changed else "A"

    def _names(self, registration: Registration, seen: Portrait, practice: str) -> Row:
        """Write names, in capitals where the practice does; the given names together."""
        person, chance = registration.person, self._chance
        is_adult = person.age_at(self._world.as_at) >= ADULT_AGE
        title = chance.pick(TITLES[person.sex])
        known = NameFields(given=seen.given, family=seen.family)
        capitals = self._writes_capitals(practice)
        fields = fill_in(person, known, chance, is_adult=is_adult, capitals=capitals)
        middle = seen.middle.upper() if fields.given.isupper() else seen.middle
        return {
            "TITLE": title if is_adult else "",
            "FORENAME": f"{fields.given} {middle}".strip(),
            "SURNAME": fields.family,
        }

    def _writes_capitals(self, practice: str) -> bool:
        """Say whether a practice writes capitals, drawn about the practice and not the patient."""
        if practice not in self._capitals:
            chance = self._chance.beside("capitals")
            chance.about(practice, 0)
            self._capitals[practice] = writes_capitals(chance)
        return self._capitals[practice]

    def _dates(self, registration: Registration, seen: Portrait) -> Row:
        is_unknown = self._chance.happens(_NO_DATE_OF_REGISTRATION)
        died: date | None = registration.person.died if registration.has_died else None
        left = registration.left_on
        return {
            "DATE_OF_BIRTH": seen.date_of_birth,
            "DATE_OF_DEATH": died,
            "REGISTERED_DATE": None if is_unknown else registration.since,
            "REMOVED_DATE": left,
            "ACTIVE": "D" if died else "L" if left else "R",
        }

    def _ways_to_reach(self, seen: Portrait) -> Row:
        has_mobile, has_phone = self._chance.happens(_MOBILE), self._chance.happens(_LANDLINE)
        return {
            "PHONE_NUMBER": seen.landline if has_phone else "",
            "MOBILE_NUMBER": seen.phone if has_mobile else "",
            "EMAIL": seen.email,
        }

    def _address(self, seen: Portrait) -> Row:
        """Write the five lines and all of them together; that of a refuge is mostly withheld."""
        dwelling, is_withheld = seen.home.dwelling, self._chance.happens(_REFUGE_WITHHELD)
        if dwelling.kind == "refuge" and is_withheld:
            return {}
        if dwelling.kind == "no_fixed_abode":
            return {"ADDRESS_2": "NO FIXED ABODE", "POSTCODE": NO_FIXED_ABODE}
        written = self._observer.address(dwelling)
        lines = (written.flat, written.number_and_street, "", written.town, "")
        return {
            "ADDRESS": "|".join(lines),
            **{f"ADDRESS_{place}": line for place, line in enumerate(lines, start=1)},
            "POSTCODE": seen.postcode,
        }


def patient_number(registration: Registration) -> str:
    """Return the number of a registration's patient: the same on every night."""
    named = {"deleted": _DELETED, "twice": _REGISTERED_TWICE}
    slot = named.get(registration.slot) or int(registration.slot)
    return str(_NUMBERS.at(registration.person.serial * _SLOTS + slot % _SLOTS))
