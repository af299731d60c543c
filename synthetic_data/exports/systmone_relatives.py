"""How a unit on SystmOne writes down the people around a patient, once they are chosen.

A relative who is a patient too is named by number and by nothing else; anybody else is typed in.
"""

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from synthetic_data.exports.systmone_tables import (
    NUMBER_OF,
    Patient,
    SystmoneTables,
    box,
    pair_id,
)
from synthetic_data.exports.writing import Row
from synthetic_data.facts import ADULT_AGE, Person
from synthetic_data.records.habits import TITLES
from synthetic_data.records.observer import Portrait

_TYPED_BY_HAND = 2.2
_REMOVED, _TYPE_BLANK, _TYPE_OTHER = 0.01, 0.01, 0.03
_HAS_TITLE, _TWO_GIVEN_NAMES, _IN_CAPITALS, _CALLED_BY_SHORT_NAME = 0.4, 0.1, 0.06, 0.2
_HAS_BIRTH_DATE, _CHILD_HAS_BIRTH_DATE, _HAS_SEX, _HAS_NHS_NUMBER = 0.35, 0.75, 0.45, 0.04
_HAS_MOBILE, _HAS_PHONE, _HAS_EMAIL = 0.7, 0.25, 0.2
_ADDRESS_TOGETHER, _ADDRESS_APART = 0.6, 0.35
_NO_NAME = "99999999"
_STAFF = MappingProxyType({"Care coordinator": "99999998", "Social worker": "99999997"})
"""How the numbers of rows end that are about no relative, above those of all pairs."""


@dataclass(frozen=True, kw_only=True)
class Tie:
    """Who somebody is to a patient, and what is ticked about them."""

    person: Person
    word: str
    since: date | None = None
    ended: date | None = None
    next_of_kin: bool = False
    cares: bool = False
    has_responsibility: bool = False


class SystmoneRelatives:
    """Writes the ties of patients."""

    def __init__(self, tables: SystmoneTables) -> None:
        """Fill these tables."""
        self._tables = tables
        self._world = tables.world
        self._chance = tables.chance

    def add_patient(self, patient: Patient, tie: Tie, relative_id: str) -> None:
        """Add a tie to a relative who is a patient too."""
        self._add(patient, tie, {"IDPatientRelationshipWith": relative_id})

    def add_typed(self, patient: Patient, tie: Tie) -> None:
        """Add a relative who is typed in; a few were removed later."""
        chance, person = self._chance, tie.person
        self._tables.observer.turn_to("relative", patient.person, person)
        row_id = pair_id(patient, person)
        if chance.happens(_REMOVED):
            self._tables.add_removed("SRPatientRelationship", row_id, patient.unit)
            return
        roll = chance.roll()
        word = "" if roll < _TYPE_BLANK else "Other" if roll > 1 - _TYPE_OTHER else tie.word
        self._add(patient, replace(tie, word=word), self._particulars(patient, tie))
        self._tables.note(f"{patient.patient_id}:contact:{row_id}", person)

    def add_staff(self, patient: Patient, person: Person, word: str) -> None:
        """Add a member of staff with the code that staff have."""
        given = f"{person.given} {person.family}"
        code = f"ZZ{person.serial:07}"
        row: Row = {"CodeRelationshipWithUser": code, "RelationshipWithName": given}
        row_id = f"{patient.patient_id}{_STAFF[word]}"
        self._add(patient, Tie(person=person, word=word), row, row_id=row_id)

    def add_nameless_child(self, patient: Patient) -> None:
        """Add a child of whom no more is told than that the patient is responsible for it."""
        self._tables.add(
            "SRPatientRelationship",
            patient,
            f"{patient.patient_id}{_NO_NAME}",
            DateEvent=patient.since,
            RelationshipType=NUMBER_OF["Child"],
            HasParentalResponsibility=box(ticked=True),
        )

    def _add(self, patient: Patient, tie: Tie, row: Row, *, row_id: str = "") -> None:
        self._tables.add(
            "SRPatientRelationship",
            patient,
            row_id or pair_id(patient, tie.person),
            DateEvent=tie.since,
            DateEnded=tie.ended,
            RelationshipType=NUMBER_OF[tie.word] if tie.word else "",
            NextOfKin=box(ticked=tie.next_of_kin),
            CaresForPatient=box(ticked=tie.cares),
            HasParentalResponsibility=box(ticked=tie.has_responsibility),
            **row,
        )

    def _particulars(self, patient: Patient, tie: Tie) -> Row:
        """Write down a relative, as carefully as one does by hand; as many draws for anybody."""
        chance, person = self._chance, tie.person
        is_adult = person.age_at(self._world.as_at) >= ADULT_AGE
        together = self._world.lives_with(patient.person.number, person.number)
        has_birth = chance.happens(_HAS_BIRTH_DATE if is_adult else _CHILD_HAS_BIRTH_DATE)
        has_sex, has_number = chance.happens(_HAS_SEX), chance.happens(_HAS_NHS_NUMBER)
        has_mobile, has_phone = chance.happens(_HAS_MOBILE), chance.happens(_HAS_PHONE)
        has_email = chance.happens(_HAS_EMAIL)
        has_address = chance.happens(_ADDRESS_TOGETHER if together else _ADDRESS_APART)
        title = chance.pick(TITLES[person.sex]) if is_adult else ""
        manner = [
            chance.happens(share)
            for share in (_HAS_TITLE, _TWO_GIVEN_NAMES, _IN_CAPITALS, _CALLED_BY_SHORT_NAME)
        ]
        seen = self._tables.observer.portrait(person, care=_TYPED_BY_HAND)
        return {
            "RelationshipWithName": _full_name(person, seen, title, manner),
            "RelationshipWithDateOfBirth": seen.date_of_birth if has_birth else None,
            "RelationshipWithSex": seen.sex if has_sex else "",
            "CodeRelationshipWithUser": seen.nhs_number if has_number else "",
            "RelationshipWithMobileTelephone": seen.phone if has_mobile and is_adult else "",
            "RelationshipWithTelephone": seen.landline if has_phone else "",
            "RelationshipWithEmailAddress": seen.email if has_email and is_adult else "",
            **(self._address(seen) if has_address else {}),
        }

    def _address(self, seen: Portrait) -> Row:
        if seen.home.dwelling.kind in ("no_fixed_abode", "refuge"):
            return {}
        written = self._tables.observer.address(seen.home.dwelling)
        return {
            "RelationshipWithHouseName": written.flat,
            "RelationshipWithHouseNumber": written.premises,
            "RelationshipWithRoad": written.street,
            "RelationshipWithPostTown": written.town,
            "RelationshipWithPostCode": seen.postcode,
        }


def _full_name(person: Person, seen: Portrait, title: str, manner: list[bool]) -> str:
    """Write a whole name into one field."""
    has_title, has_two, in_capitals, is_short = manner
    given = person.known_as if is_short and person.known_as else seen.given
    words = [title if has_title else "", given, seen.middle if has_two else "", seen.family]
    name = " ".join(word for word in words if word)
    return name.upper() if in_capitals else name
