"""Pupils with their contacts, one file per school.

Who is listed as a contact, and how, is `ctf_contacts`.
"""

from pathlib import Path

from sources.school.ctf import CTF, HEADER, PUPIL
from synthetic_data.exports.ctf_contacts import Contacts, address_of
from synthetic_data.exports.writing import Element, XmlWriter
from synthetic_data.habits import SCHOOL
from synthetic_data.identifiers import COUNCIL
from synthetic_data.ledger import Ledger
from synthetic_data.records import Observer
from synthetic_data.schooling import School
from synthetic_data.world import Enrolment, World

_HAS_MIDDLE_NAME, _HAS_PREFERRED_NAME, _HAS_PHONE = 0.7, 0.6, 0.2


class SchoolFile:
    """Builds the file of one school."""

    def __init__(self, world: World, observer: Observer, ledger: Ledger, school: School) -> None:
        """Write as this school's office does."""
        self._world = world
        self._observer = observer
        self._chance = observer.chance
        self._ledger = ledger
        self._school = school
        self._contacts = Contacts(world, observer, ledger, int(school.establishment))

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
        chance, person = self._chance, self._world.people[enrolment.person]
        heard = self._observer.last_heard(since=enrolment.entered)
        seen = self._observer.portrait(person, since=heard, until=heard)
        self._ledger.add(SCHOOL, enrolment.upn, person.person_id)
        has_preferred = chance.happens(_HAS_PREFERRED_NAME)
        return Element(
            table=PUPIL,
            values={
                "UPN": enrolment.upn,
                "Surname": seen.family,
                "Forename": seen.given,
                "MiddleNames": seen.middle if chance.happens(_HAS_MIDDLE_NAME) else "",
                "DOB": seen.date_of_birth,
                "Sex": seen.sex if seen.sex != "U" else person.sex,
                "FormerUPN": enrolment.former_upn,
                "PreferredForename": person.known_as if has_preferred else "",
                "Ethnicity": person.ethnicity,
                "NCyearActual": str(enrolment.year_group) if enrolment.year_group else "R",
                "EnrolStatus": "C",
                "EntryDate": enrolment.entered,
                "SENprovision": enrolment.provision,
                **address_of(seen, chance),
                "PhoneNo": seen.landline if chance.happens(_HAS_PHONE) else "",
            },
            nested=tuple(self._contacts.of_pupil(enrolment, heard)),
        )


def write_ctf(
    world: World, observer: Observer, ledger: Ledger, schools: tuple[School, ...], folder: Path
) -> None:
    """Write one file for each school."""
    (export,) = CTF.exports
    writer = XmlWriter(CTF, export)
    by_school: dict[str, list[Enrolment]] = {}
    for number in sorted(world.enrolments):
        enrolment = world.enrolments[number]
        by_school.setdefault(enrolment.school, []).append(enrolment)
    for school in schools:
        file = SchoolFile(world, observer, ledger, school)
        path = folder / f"{COUNCIL}LLLL_CTF_{COUNCIL}{school.establishment}_001.xml"
        writer.write(file.elements(by_school.get(school.establishment, [])), path)
