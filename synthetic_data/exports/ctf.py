"""Pupils with their contacts, one file per school.

Who is listed as a contact, and how, is `ctf_contacts`; how an office writes is `ctf_office`.
"""

from sources.school.ctf import CTF, HEADER, PUPIL
from synthetic_data.exports.ctf_contacts import Contacts
from synthetic_data.exports.ctf_office import Office
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.writing import Element, Row
from synthetic_data.facts import Enrolment, Person
from synthetic_data.identifiers import COUNCIL
from synthetic_data.records.habits import SCHOOL
from synthetic_data.records.name_fields import NameFields
from synthetic_data.records.observer import Portrait
from synthetic_data.services.schooling import School

_HAS_MIDDLE_NAME, _HAS_PREFERRED_NAME, _HAS_PHONE = 0.7, 0.6, 0.2
_MENTIONS_FORMER_NAME = 0.4


class SchoolFile:
    """Builds the file of one school."""

    def __init__(self, desk: Desk, school: School) -> None:
        """Write as this school's office does."""
        self._world = desk.town.world
        self._observer = desk.observer
        self._chance = desk.observer.chance
        self._ledger = desk.ledger
        self._school = school
        self._office = Office(desk, school)
        self._contacts = Contacts(desk, self._office)

    def elements(self, enrolments: list[Enrolment]) -> list[Element]:
        """Return the header and the school's pupils."""
        header = Element(
            table=HEADER,
            values={
                "CTFversion": "21.0",
                "DateTime": f"{self._world.as_at.isoformat()}T10:00:00",
                "LEA": COUNCIL,
                "Estab": self._school.establishment,
                "SchoolName": self._school.name,
            },
        )
        return [header, *(self._pupil(enrolment) for enrolment in enrolments)]

    def _pupil(self, enrolment: Enrolment) -> Element:
        """Write a pupil; the office last asked about home on one day for child and contacts."""
        person = self._world.people[enrolment.person]
        self._observer.turn_to("pupil", person)
        heard = self._observer.last_heard(since=enrolment.entered)
        seen = self._observer.portrait(person, since=heard, until=heard)
        self._ledger.add(SCHOOL, enrolment.upn, person.person_id)
        return Element(
            table=PUPIL,
            values={
                "UPN": enrolment.upn,
                "FormerUPN": enrolment.former_upn,
                "DOB": seen.date_of_birth,
                "Sex": seen.sex if seen.sex != "U" else person.sex,
                "Ethnicity": person.ethnicity,
                "NCyearActual": str(enrolment.year_group) if enrolment.year_group else "R",
                "EnrolStatus": "C",
                "EntryDate": enrolment.entered,
                "SENprovision": enrolment.provision,
                **self._names(person, seen),
                **self._office.address(seen),
            },
            nested=tuple(self._contacts.of_pupil(enrolment, seen, heard)),
        )

    def _names(self, person: Person, seen: Portrait) -> Row:
        """Write names and a phone: each school asks for the lesser ones of some pupils."""
        happens = self._chance.happens
        names = self._office.names(person, NameFields(given=seen.given, family=seen.family))
        return {
            "Surname": names.family,
            "Forename": names.given,
            "MiddleNames": seen.middle if happens(_HAS_MIDDLE_NAME) else "",
            "PreferredForename": person.known_as if happens(_HAS_PREFERRED_NAME) else "",
            "FormerSurname": seen.former_family if happens(_MENTIONS_FORMER_NAME) else "",
            "PreferredSurname": person.preferred_family,
            "PhoneNo": seen.landline if happens(_HAS_PHONE) else "",
        }


def write_ctf(desk: Desk) -> None:
    """Write one file for each school; a child before an adoption is no longer a pupil."""
    (export,) = CTF.exports
    world = desk.town.world
    by_school: dict[str, list[Enrolment]] = {}
    for number in sorted(world.enrolments):
        if number not in world.adopted:
            enrolment = world.enrolments[number]
            by_school.setdefault(enrolment.school, []).append(enrolment)
    for school in desk.town.schools:
        elements = SchoolFile(desk, school).elements(by_school.get(school.establishment, []))
        name = f"{COUNCIL}LLLL_CTF_{COUNCIL}{school.establishment}_001.xml"
        desk.outbox.write_elements(CTF, export, elements, name)
