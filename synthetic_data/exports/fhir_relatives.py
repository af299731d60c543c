"""Whom the register names around a patient: related persons, and contacts in the patient's record.

Some of the carers of a child and the partners of some of the old are related persons; a few of
those have no name. Adults may have a contact for an emergency, as often as not a phone alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from synthetic_data.exports.desk import Desk
from synthetic_data.exports.emis_registrations import Registration
from synthetic_data.exports.fhir_elements import (
    CONTACT_ROLE,
    NHS_NUMBER,
    ROLE,
    UK_ROLE,
    Resource,
    concept,
    filled,
    name,
    nhs_number,
    period,
    telecom,
)
from synthetic_data.exports.fhir_patients import FhirPatients
from synthetic_data.facts import ADULT_AGE, Person, Role
from synthetic_data.identifiers import Scatter
from synthetic_data.records.habits import GP, TITLES
from synthetic_data.records.observer import Portrait

_PAIRS, _APART = Scatter(size=2**32 - 1, key=22), 7_919
_CHILD_HAS_TIE, _OLD_HAS_TIE, _OLD, _HAS_CONTACT = 0.35, 0.15, 70, 0.08
_NAMELESS, _BY_REFERENCE, _NEXT_OF_KIN, _CALLED_PARENT = 0.03, 0.5, 0.4, 0.1
_HAS_TITLE, _HAS_PHONE, _HAS_NUMBER, _HAS_BIRTH = 0.4, 0.6, 0.05, 0.1
_ADDRESS_TOGETHER, _ADDRESS_APART, _CONTACT_NAMED = 0.5, 0.3, 0.5
_TYPED_BY_HAND = 1.8
# Of a woman, of a man.
_CODES = MappingProxyType(
    {
        Role.MOTHER: ("MTH", "MTH"),
        Role.FATHER: ("FTH", "FTH"),
        Role.STEP_PARENT: ("STPMTH", "STPFTH"),
        Role.GRANDPARENT_CARER: ("GRMTH", "GRFTH"),
        Role.FOSTER_CARER: ("PRNFOST", "PRNFOST"),
        Role.GUARDIAN: ("Guardian", "Guardian"),
        Role.OTHER_CARER: ("FAMMEMB", "FAMMEMB"),
    }
)
_PARTNER = ("WIFE", "HUSB")


@dataclass(frozen=True, kw_only=True)
class _Tie:
    """Who somebody is to a patient, by the code."""

    person: Person
    code: str
    since: date | None = None


class FhirRelatives:
    """Builds related persons and contacts."""

    def __init__(self, desk: Desk, patients: FhirPatients) -> None:
        """Look at a town as the register does."""
        self._world = desk.town.world
        self._observer = desk.observer
        self._chance = desk.observer.chance
        self._ledger = desk.ledger
        self._patients = patients

    def related(self, registration: Registration) -> Iterator[Resource]:
        """Give the related persons of a patient who lives here."""
        patient = registration.person
        share = _CHILD_HAS_TIE if patient.age_at(self._world.as_at) < ADULT_AGE else _OLD_HAS_TIE
        for tie in self._ties(patient):
            self._observer.turn_to("register relative", patient, tie.person)
            if self._chance.happens(share) and tie.person.died is None:
                yield self._resource(patient, tie)

    def contacts(self, registration: Registration) -> list[Resource]:
        """Give the contact that some adults have named: a person, or a phone alone."""
        patient, chance = registration.person, self._chance
        partner = self._world.partner.get(patient.number)
        age = patient.age_at(self._world.as_at)
        if partner is None or not ADULT_AGE <= age <= _OLD:
            return []
        person = self._world.people[partner]
        self._observer.turn_to("register contact", patient, person)
        has_contact, is_named = chance.happens(_HAS_CONTACT), chance.happens(_CONTACT_NAMED)
        seen = self._observer.portrait(person, care=_TYPED_BY_HAND)
        phones = [telecom("phone", seen.phone, "mobile")] if seen.phone else []
        if not has_contact or person.died is not None or not (is_named or phones):
            return []
        if is_named:
            self._ledger.add(GP, f"{patient.nhs_number}:contact:1", person.person_id)
        told: Resource = {
            "relationship": [concept("N" if is_named else "C", CONTACT_ROLE)],
            "name": name("", (seen.given,), seen.family) if is_named else {},
            "telecom": phones,
        }
        return [filled(told)]

    def _ties(self, patient: Person) -> Iterator[_Tie]:
        """Give those who may be named: the carers of a child, the partner of somebody old."""
        world, age = self._world, patient.age_at(self._world.as_at)
        if age < ADULT_AGE:
            for tie in world.carers_by_child.get(patient.number, ()):
                adult = world.people[tie.adult]
                code = _CODES[tie.role][adult.sex == "M"]
                yield _Tie(person=adult, code=code, since=tie.since)
        elif age > _OLD and patient.number in world.partner:
            partner = world.people[world.partner[patient.number]]
            yield _Tie(person=partner, code=_PARTNER[partner.sex == "M"])

    def _resource(self, patient: Person, tie: _Tie) -> Resource:
        """Write a related person; as many draws whatever is written."""
        chance, person = self._chance, tie.person
        shares = (_NAMELESS, _BY_REFERENCE, _NEXT_OF_KIN, _CALLED_PARENT)
        is_nameless, by_reference, is_kin, is_parent = (chance.happens(each) for each in shares)
        code = "PRN" if is_parent and tie.code in {"MTH", "FTH"} else tie.code
        codings = [concept(code, UK_ROLE if code == "Guardian" else ROLE)]
        if is_kin:
            codings.append(concept("N", CONTACT_ROLE))
        known_as = f"{_PAIRS.at(person.serial + _APART * patient.serial):08X}"
        if not is_nameless:
            self._ledger.add(GP, f"{patient.nhs_number}:contact:{known_as}", person.person_id)
        return filled(
            {
                "resourceType": "RelatedPerson",
                "id": known_as,
                "active": True,
                "patient": _patient(patient, by_reference=by_reference),
                "relationship": codings,
                "period": period(tie.since),
                **({} if is_nameless else self._particulars(patient, person)),
            }
        )

    def _particulars(self, patient: Person, person: Person) -> Resource:
        """Write who a related person is, as carefully as one does by hand."""
        chance = self._chance
        together = self._world.lives_with(patient.number, person.number)
        shares = (_HAS_TITLE, _HAS_PHONE, _HAS_NUMBER, _HAS_BIRTH)
        has_title, has_phone, has_number, has_birth = (chance.happens(each) for each in shares)
        has_address = chance.happens(_ADDRESS_TOGETHER if together else _ADDRESS_APART)
        title = chance.pick(TITLES[person.sex])
        seen = self._observer.portrait(person, care=_TYPED_BY_HAND)
        born = seen.date_of_birth.isoformat() if seen.date_of_birth and has_birth else ""
        number = [nhs_number(seen.nhs_number, is_verified=False)] if seen.nhs_number else []
        return {
            "identifier": number if has_number else [],
            "name": [name("usual", (seen.given,), seen.family, title if has_title else "")],
            "telecom": [telecom("phone", seen.phone, "mobile")] if seen.phone and has_phone else [],
            "birthDate": born,
            "address": self._addresses(seen) if has_address else [],
        }

    def _addresses(self, seen: Portrait) -> list[Resource]:
        is_hidden = seen.home.dwelling.kind in {"no_fixed_abode", "refuge"}
        return [] if is_hidden else [self._patients.address(seen.home, seen)]


def _patient(patient: Person, *, by_reference: bool) -> Resource:
    """Name the patient: by the id of the record, or by the NHS number."""
    if by_reference:
        return {"reference": f"Patient/{patient.nhs_number}"}
    return {"identifier": {"system": NHS_NUMBER, "value": patient.nhs_number}}
