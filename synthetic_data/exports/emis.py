"""Patients of the town's practices: nearly everybody, and some who have left.

A few rows are dirt, as in the real extract: deleted registrations and dummy patients; a few are
confidential and are withheld.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sources.gp.emis import EMIS
from synthetic_data.addresses import as_written
from synthetic_data.chance import Chance
from synthetic_data.exports.writing import Row, write_delimited
from synthetic_data.habits import GP, NO_FIXED_ABODE, TITLES
from synthetic_data.identifiers import guid
from synthetic_data.ledger import Ledger
from synthetic_data.records import Observer, Portrait
from synthetic_data.world import ADULT_AGE, Person, World

_PEOPLE_PER_PRACTICE, _PRACTICES_PER_FILE = 5_000, 3
_REGISTERED, _LEFT_STILL_REGISTERED = 0.99, 0.6
_NEWBORN, _NEWBORN_REGISTERED, _CALLED_BABY = timedelta(days=42), 0.6, 0.3
_DELETED, _WITHHELD, _CHANGED_PRACTICE = 0.004, 0.0015, 0.012
_CHILD_HAS_CARER, _OLD_HAS_CARER, _OLD = 0.16, 0.07, 70
_MOBILE, _LANDLINE, _CARER_HAS_TITLE, _LESS_CARE = 0.75, 0.45, 0.4, 1.5
_DUMMIES_PER_PRACTICE = 2
_NO_FIXED_ABODE_IN_HOSTEL = 0.08


@dataclass(frozen=True, kw_only=True)
class Registration:
    """A patient's registration with a practice."""

    person: Person
    seen: Portrait
    person_guid: str
    withheld: bool = False
    deleted: bool = False
    left_on: date | None = None


class Practices:
    """Builds the patient tables of all practices."""

    def __init__(self, world: World, observer: Observer, ledger: Ledger, people: int) -> None:
        """Open the practices of a town of that size."""
        self._world = world
        self._observer = observer
        self._chance = observer.chance
        self._ledger = ledger
        count = max(2, people // _PEOPLE_PER_PRACTICE)
        self._practices = [guid(self._chance) for _ in range(count)]
        self.rows: list[list[Row]] = [[] for _ in self._practices]

    def register_patients(self) -> None:
        """Register the residents, and those who left and told nobody."""
        for number in sorted(self._world.home):
            person = self._world.people[number]
            if not person.expected and self._is_registered(person):
                self._register(person)
        for practice in range(len(self._practices)):
            self._add_dummies(practice)

    def _is_registered(self, person: Person) -> bool:
        household = self._world.household_of(person.number)
        if household.away:
            return False
        if household.left is not None:
            return self._chance.happens(_LEFT_STILL_REGISTERED)
        is_newborn = self._world.as_at - person.date_of_birth < _NEWBORN
        return self._chance.happens(_NEWBORN_REGISTERED if is_newborn else _REGISTERED)

    def _register(self, person: Person) -> None:
        """Register a patient; a few have a deleted or an earlier registration as well."""
        chance = self._chance
        left = self._world.household_of(person.number).left
        seen = self._observer.portrait(person, until=left - timedelta(days=1) if left else None)
        person_guid = guid(chance)
        practice = int(seen.home.dwelling.ward[-3:]) % len(self._practices)
        withheld = chance.happens(_WITHHELD)
        now = Registration(person=person, seen=seen, person_guid=person_guid, withheld=withheld)
        self._add(practice, now)
        if chance.happens(_DELETED):
            mistake = Registration(person=person, seen=seen, person_guid=person_guid, deleted=True)
            self._add(practice, mistake)
        elif not withheld and chance.happens(_CHANGED_PRACTICE):
            earlier = Registration(
                person=person,
                seen=self._observer.portrait(person),
                person_guid=person_guid,
                left_on=self._world.as_at - timedelta(days=chance.whole(20, 900)),
            )
            self._add((practice + 1) % len(self._practices), earlier)

    def _add(self, practice: int, registration: Registration) -> None:
        chance, person, seen = self._chance, registration.person, registration.seen
        patient = guid(chance)
        withheld, deleted = registration.withheld, registration.deleted
        self._ledger.add(GP, patient, person.person_id, excluded=withheld or deleted)
        is_spine = chance.happens(0.5)
        is_adult = person.age_at(self._world.as_at) >= ADULT_AGE
        self.rows[practice].append(
            {
                "PatientGuid": patient,
                "OrganisationGuid": self._practices[practice],
                "Sex": seen.sex,
                "DateOfBirth": seen.date_of_birth,
                "Title": chance.pick(TITLES[person.sex]) if is_adult else "",
                "GivenName": self._given(registration),
                "MiddleNames": seen.middle,
                "Surname": seen.family,
                "DateOfRegistration": seen.stays[0].first,
                "NhsNumber": seen.nhs_number,
                "PatientNumber": str(len(self.rows[practice]) + 1),
                "PatientTypeDescription": "Regular",
                **self._address(registration),
                **({} if withheld or deleted else self._carer(person, patient)),
                "PersonGuid": registration.person_guid,
                "DateOfDeactivation": registration.left_on,
                "Deleted": deleted,
                "SpineSensitive": withheld and is_spine,
                "IsConfidential": withheld and not is_spine,
                "EmailAddress": seen.email,
                "HomePhone": seen.landline if chance.happens(_LANDLINE) else "",
                "MobilePhone": seen.phone if chance.happens(_MOBILE) else "",
                "ProcessingId": "1",
            }
        )

    def _given(self, registration: Registration) -> str:
        """Return the given name: a newborn child's may not be known yet."""
        is_newborn = self._world.as_at - registration.person.date_of_birth < _NEWBORN
        return (
            "Baby" if is_newborn and self._chance.happens(_CALLED_BABY) else registration.seen.given
        )

    def _address(self, registration: Registration) -> Row:
        seen = registration.seen
        kind = self._world.household_of(registration.person.number).kind
        if kind == "hostel" and self._chance.happens(_NO_FIXED_ABODE_IN_HOSTEL):
            return {"NumberAndStreet": "NO FIXED ABODE", "Postcode": NO_FIXED_ABODE}
        written = as_written(seen.home.dwelling, self._chance)
        return {
            "HouseNameFlatNumber": written.flat,
            "NumberAndStreet": written.number_and_street,
            "Town": written.town,
            "Postcode": seen.postcode,
            "ResidentialInstituteCode": "C" if seen.home.dwelling.kind == "care_home" else "",
        }

    def _carer(self, person: Person, patient: str) -> Row:
        """Name a carer for some children and some of the old."""
        chance = self._chance
        carer = self._carer_of(person)
        if carer is None:
            return {}
        is_child = person.age_at(self._world.as_at) < ADULT_AGE
        words = ("Mother", "Father") if is_child else ("Wife", "Husband")
        seen = self._observer.portrait(carer, care=_LESS_CARE)
        self._ledger.add(GP, f"{patient}:carer", carer.person_id)
        title = f"{chance.pick(TITLES[carer.sex])} " if chance.happens(_CARER_HAS_TITLE) else ""
        return {
            "CarerName": f"{title}{seen.given} {seen.family}",
            "CarerRelation": words[carer.sex == "M"],
        }

    def _carer_of(self, person: Person) -> Person | None:
        world, number, age = self._world, person.number, person.age_at(self._world.as_at)
        if age < ADULT_AGE and self._chance.happens(_CHILD_HAS_CARER):
            parents = (p for p in world.parents[number] if world.lives_with(number, p))
            first = next(parents, None)
            return None if first is None else world.people[first]
        if age > _OLD and number in world.partner and self._chance.happens(_OLD_HAS_CARER):
            return world.people[world.partner[number]]
        return None

    def _add_dummies(self, practice: int) -> None:
        for turn in range(_DUMMIES_PER_PRACTICE):
            self.rows[practice].append(
                {
                    "PatientGuid": guid(self._chance),
                    "OrganisationGuid": self._practices[practice],
                    "Sex": "U",
                    "GivenName": "Test",
                    "Surname": f"Patient{'AB'[turn % 2]}",
                    "PatientTypeDescription": " Dummy",
                    "DummyType": "Training",
                    "Deleted": False,
                    "SpineSensitive": False,
                    "IsConfidential": False,
                }
            )

    def files(self) -> Iterator[list[Row]]:
        """Give the rows of every file: two or three practices each."""
        for first in range(0, len(self.rows), _PRACTICES_PER_FILE):
            yield [row for rows in self.rows[first : first + _PRACTICES_PER_FILE] for row in rows]


def write_emis(practices: Practices, chance: Chance, folder: Path, stamp: str) -> None:
    """Write the files."""
    (export,) = EMIS.exports
    for number, rows in enumerate(practices.files(), start=1):
        name = f"{number:03}_Admin_Patient_{stamp}000000_{guid(chance).strip('{}')}.csv"
        write_delimited(EMIS, export, rows, folder / name)
