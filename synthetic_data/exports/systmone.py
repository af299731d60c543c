"""Mental health trusts and practices on SystmOne: who is a patient, and of which unit.

The same people as in the other systems of a trust and of practices. A few have a row in a second
unit; rows made by mistake are there as removed, and those of restricted access are not delivered.
"""

from dataclasses import replace
from datetime import date

from sources.adult_mental_health.systmone import SYSTMONE_MENTAL_HEALTH
from sources.gp.systmone import SYSTMONE_GP
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.emis_registrations import Registration, Registrations
from synthetic_data.exports.practice_codes import practice_code
from synthetic_data.exports.systmone_kin import TrustKin
from synthetic_data.exports.systmone_patients import SystmonePatients, add_test_patients
from synthetic_data.exports.systmone_relatives import SystmoneRelatives, Tie
from synthetic_data.exports.systmone_tables import (
    NUMBER_OF,
    Patient,
    SystmoneTables,
    patient_id,
)
from synthetic_data.facts import ADULT_AGE, Person, Spell, Stage

OWN, SECOND_UNIT, MISTAKE = 0, 1, 2
_REGISTERED_TWICE, _DELETED = 62, 63
"""The rows that a person may have: their own, and others beside it."""
_IN_SECOND_UNIT, _SEEN_BY_BOTH, _ENTERED_AGAIN = 0.05, 0.04, 0.006
_DEATH_MISSED, _HAS_EPISODE = 0.1, 0.6
_CHILD_HAS_TIE, _OLD_HAS_TIE, _OLD, _LINKED = 0.3, 0.1, 70, 0.6
_MOTHER_TICKED, _FATHER_TICKED, _CARES = 0.9, 0.7, 0.5
_NO_DATE_OF_REGISTRATION = 0.006


def write_systmone_mental_health(desk: Desk) -> None:
    """Write the extract of a trust: its clients, and the children it knows them by."""
    Trust(desk).write()


def write_systmone_gp(desk: Desk) -> None:
    """Write the extract of the practices of a town."""
    Practices(desk).write()


class Trust:
    """Writes the clients of a mental health trust and who is around them."""

    def __init__(self, desk: Desk) -> None:
        """Open the two units of a town."""
        self._tables = SystmoneTables(desk, SYSTMONE_MENTAL_HEALTH)
        self._world, self._chance = self._tables.world, self._tables.chance
        self._turn_to = self._tables.observer.turn_to
        self._patients = SystmonePatients(self._tables)
        self._units = tuple(f"ZZ{desk.town.world.town}{number:02}" for number in (1, 2))
        self._spells: dict[int, list[Spell]] = {}
        for spell in self._world.spells:
            if spell.stage is Stage.MENTAL_HEALTH:
                self._spells.setdefault(spell.person, []).append(spell)

    def write(self) -> None:
        """Write clients, then the children who are patients through them."""
        clients = {
            number: self._client(number, spells)
            for number, spells in sorted(self._spells.items())
            if not any(spell.restricted for spell in spells)
        }
        kin = TrustKin(self._tables, clients)
        for number, client in clients.items():
            self._patients.add(client)
            self._patients.add_assessment(client, client.since)
            self._add_care(client, self._spells[number])
            self._add_other_rows(client)
            kin.add(client)
        for number in sorted(kin.children.keys() - clients.keys()):
            self._patients.add(self._child(self._world.people[number], kin.children[number]))
        for place, unit in enumerate(self._units):
            add_test_patients(self._tables, unit, 10 * self._world.town + place)
        self._tables.write()

    def _client(self, number: int, spells: list[Spell]) -> Patient:
        person = self._world.people[number]
        ends = [spell.end for spell in spells if spell.end is not None]
        since = min(spell.start for spell in spells)
        until = max(ends) if len(ends) == len(spells) else None
        self._turn_to("client", person)
        seen = self._tables.observer.portrait(person, since=since, until=until)
        self._turn_to("death", person)
        is_known = not self._chance.happens(_DEATH_MISSED)
        return Patient(
            person=person, seen=seen, unit=self._units[0], since=since, death_known=is_known
        )

    def _child(self, person: Person, since: date) -> Patient:
        self._turn_to("child as a patient", person)
        seen = self._tables.observer.portrait(person, since=since)
        return Patient(person=person, seen=seen, unit=self._units[1], since=since)

    def _add_care(self, client: Patient, spells: list[Spell]) -> None:
        """Add every referral, and the episode of most."""
        for place, spell in enumerate(sorted(spells, key=lambda each: (each.start, each.case))):
            row_id = f"{client.patient_id}{place:02}"
            self._tables.add(
                "SRReferralIn",
                client,
                row_id,
                DateReferral=spell.start,
                ServiceOffered=spell.detail,
                DateDischarge=spell.end,
                DischargeReason=NUMBER_OF["Treatment completed"] if spell.end else "",
            )
            self._turn_to(f"episode {place}", client.person)
            if self._chance.happens(_HAS_EPISODE):
                self._tables.add(
                    "SRMHEpisode",
                    client,
                    row_id,
                    MHEpisodeStartDate=spell.start,
                    MHEpisodeEndDate=spell.end,
                    IDTeam=spell.detail,
                )

    def _add_other_rows(self, client: Patient) -> None:
        """Add what other rows a few clients have: of another unit, for it to see, by mistake."""
        person, (_, other_unit) = client.person, self._units
        self._turn_to("other rows", person)
        is_in_second, is_seen = (
            self._chance.happens(_IN_SECOND_UNIT),
            self._chance.happens(_SEEN_BY_BOTH),
        )
        if self._chance.happens(_ENTERED_AGAIN):
            self._tables.add_removed("SRPatient", patient_id(person, MISTAKE), client.unit)
        if is_seen:
            self._tables.show(client, other_unit)
        if is_in_second:
            self._turn_to("second unit", person)
            seen = self._tables.observer.portrait(person, since=client.since)
            self._patients.add(replace(client, seen=seen, unit=other_unit, slot=SECOND_UNIT))


class Practices:
    """Writes the patients of the practices of a town and who is around them."""

    def __init__(self, desk: Desk) -> None:
        """Open the practices."""
        self._tables = SystmoneTables(desk, SYSTMONE_GP)
        self._world, self._chance = self._tables.world, self._tables.chance
        self._patients = SystmonePatients(self._tables)
        self._relatives = SystmoneRelatives(self._tables)
        self._registered: dict[int, Patient] = {}

    def write(self) -> None:
        """Write the registrations of all people, then the ties between them."""
        registrations = Registrations(self._tables.observer)
        units: set[str] = set()
        for number in sorted(self._world.home):
            for registration in registrations.of(self._world.people[number]):
                if not registration.withheld:
                    units.add(self._add(registration))
        for patient in self._registered.values():
            self._add_ties(patient)
        for unit in sorted(units):
            add_test_patients(self._tables, unit, int(unit[2:]))
        self._tables.write()

    def _add(self, registration: Registration) -> str:
        """Add a registration with its patient, and return the practice."""
        person, slot = registration.person, _slot(registration)
        self._tables.observer.turn_to(f"patient {slot}", person)
        seen = self._tables.observer.portrait(
            person, since=registration.since, until=registration.known_until
        )
        unit = practice_code(seen.home.dwelling.ward)
        if registration.deleted:
            self._tables.add_removed("SRPatient", patient_id(person, slot), unit)
            return unit
        patient = Patient(
            person=person,
            seen=seen,
            unit=unit,
            since=registration.since,
            slot=slot,
            death_known=registration.has_died,
        )
        self._patients.add(patient)
        self._add_registration(patient, registration)
        if registration.left_on is None and slot != _REGISTERED_TWICE:
            self._registered[person.number] = patient
        return unit

    def _add_registration(self, patient: Patient, registration: Registration) -> None:
        self._tables.observer.turn_to(f"registration row {patient.slot}", patient.person)
        is_unknown = self._chance.happens(_NO_DATE_OF_REGISTRATION)
        status = "Deducted" if registration.left_on else "Currently registered for GMS"
        self._tables.add(
            "SRPatientRegistration",
            patient,
            f"{patient.patient_id}1",
            DateRegistration=None if is_unknown else registration.since,
            DateDeRegistration=registration.left_on,
            RegistrationStatus=status,
            IDOrganisation=patient.unit,
            IDOrganisationRegisteredAt=patient.unit,
        )

    def _add_ties(self, patient: Patient) -> None:
        """Add the parents of some children and the wife or husband of some of the old."""
        person, world = patient.person, self._world
        age = person.age_at(world.as_at)
        if age < ADULT_AGE:
            for parent in world.parents.get(person.number, ()):
                self._add_parent(patient, world.people[parent])
        elif age > _OLD and person.number in world.partner:
            self._add_partner(patient, world.people[world.partner[person.number]])

    def _add_parent(self, patient: Patient, parent: Person) -> None:
        self._tables.observer.turn_to("parent", patient.person, parent)
        ticked = self._chance.happens(_MOTHER_TICKED if parent.sex == "F" else _FATHER_TICKED)
        tie = Tie(
            person=parent,
            word="Mother" if parent.sex == "F" else "Father",
            since=patient.since,
            next_of_kin=True,
            has_responsibility=ticked,
        )
        if self._chance.happens(_CHILD_HAS_TIE) and parent.died is None:
            self._add_tie(patient, tie)

    def _add_partner(self, patient: Patient, partner: Person) -> None:
        self._tables.observer.turn_to("partner", patient.person, partner)
        tie = Tie(
            person=partner,
            word="Wife" if partner.sex == "F" else "Husband",
            next_of_kin=True,
            cares=self._chance.happens(_CARES),
        )
        if self._chance.happens(_OLD_HAS_TIE) and partner.died is None:
            self._add_tie(patient, tie)

    def _add_tie(self, patient: Patient, tie: Tie) -> None:
        is_linked, known = self._chance.happens(_LINKED), self._registered.get(tie.person.number)
        if known is not None and is_linked:
            self._relatives.add_patient(patient, tie, known.patient_id)
        else:
            self._relatives.add_typed(patient, tie)


def _slot(registration: Registration) -> int:
    """Number the registrations of a person, as the slots that tell them apart."""
    named = {"deleted": _DELETED, "twice": _REGISTERED_TWICE}
    return named.get(registration.slot) or int(registration.slot)
