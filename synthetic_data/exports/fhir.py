"""The national register of a town as bulk files of FHIR UK Core: a resource on every line.

Everybody who is registered with a practice has one record. Beside these there are records that were
replaced by another one, and invalidated ones of which nothing is left but the mark.
"""

import json
from collections.abc import Iterable

from synthetic_data.exports.desk import Desk
from synthetic_data.exports.emis_registrations import Registration, Registrations
from synthetic_data.exports.fhir_elements import Resource, meta, name
from synthetic_data.exports.fhir_patients import FhirPatients
from synthetic_data.exports.fhir_relatives import FhirRelatives
from synthetic_data.facts import Person
from synthetic_data.identifiers import Scatter
from synthetic_data.records.habits import GP

_REPLACED, _INVALIDATED = 0.004, 0.002
_LEFT_BEHIND = Scatter(size=900_000_000, key=23)


def write_fhir(desk: Desk) -> None:
    """Write the patients of a town and the people related to them."""
    register = Register(desk)
    register.fill()
    _write_lines(desk, register.patients, f"Patient_{desk.stamp}.ndjson")
    _write_lines(desk, register.related, f"RelatedPerson_{desk.stamp}.ndjson")


class Register:
    """Gathers the resources of a town."""

    def __init__(self, desk: Desk) -> None:
        """Open the register."""
        self.patients: list[Resource] = []
        self.related: list[Resource] = []
        self._desk = desk
        self._builds = FhirPatients(desk)
        self._relatives = FhirRelatives(desk, self._builds)

    def fill(self) -> None:
        """Add everybody who is or was registered, once, by the latest registration."""
        registrations = Registrations(self._desk.observer)
        world = self._desk.town.world
        for number in sorted(world.home):
            own = [r for r in registrations.of(world.people[number]) if r.slot.isdecimal()]
            if own and world.people[number].nhs_number:
                self._add(own[-1])

    def _add(self, registration: Registration) -> None:
        person, withheld = registration.person, registration.withheld
        patient = self._builds.resource(registration)
        self._desk.ledger.add(GP, person.nhs_number, person.person_id, excluded=withheld)
        if not withheld and registration.left_on is None:
            contacts = self._relatives.contacts(registration)
            patient.update({"contact": contacts} if contacts else {})
            self.related += self._relatives.related(registration)
        self.patients.append(patient)
        self._add_left_behind(person)

    def _add_left_behind(self, person: Person) -> None:
        """Add what is left of another record that a few people had."""
        chance = self._desk.observer.chance
        self._desk.observer.turn_to("register left behind", person)
        roll, number = chance.roll(), f"S{_LEFT_BEHIND.at(person.serial):09}"
        left: Resource = {"resourceType": "Patient", "id": number}
        if roll < _REPLACED:
            other = {"reference": f"Patient/{person.nhs_number}"}
            link = [{"other": other, "type": "replaced-by"}]
            names = [name("usual", (person.given,), person.family)]
            left |= {"meta": meta("U"), "active": False, "name": names, "link": link}
        elif roll < _REPLACED + _INVALIDATED:
            left |= {"meta": meta("V")}
        else:
            return
        self._desk.ledger.add(GP, number, person.person_id, excluded=True)
        self.patients.append(left)


def _write_lines(desk: Desk, resources: Iterable[Resource], file: str) -> None:
    """Write resources, or add the next town's, in the order of their ids."""
    more = file in desk.outbox.begun
    desk.outbox.begun.add(file)
    ordered = sorted(resources, key=lambda each: (str(each["id"]), str(each.get("patient"))))
    with (desk.outbox.folder / file).open("a" if more else "w", encoding="utf-8") as lines:
        for resource in ordered:
            lines.write(f"{json.dumps(resource, ensure_ascii=False)}\n")
