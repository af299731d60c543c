"""Pupils with their contacts as a report of a school's system: a row for each pupil and contact.

The system keeps an adult once, for all children of theirs, unless an office entered the adult anew
with one of them. Who is listed is `ctf_lists`, as in the transfer file of the same schools.
"""

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from sources.school.mis_contacts import MIS_CONTACTS
from synthetic_data.exports.ctf_lists import ContactLists, Listed
from synthetic_data.exports.ctf_office import Office
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.writing import Row
from synthetic_data.facts import Enrolment, Person, Role
from synthetic_data.identifiers import Scatter
from synthetic_data.records.habits import SCHOOL
from synthetic_data.records.name_fields import NameFields
from synthetic_data.services.schooling import School

_NUMBERS, _LEAST = Scatter(size=80_000_000, key=11), 10_000_000
_ENTERED_ANEW, _TYPED_WORD = 0.12, 0.04
_MOBILE, _LANDLINE, _ADDRESS_APART, _TOLD_RESPONSIBILITY = 0.92, 0.3, 0.6, 0.9
_RESPONSIBLE = MappingProxyType({Role.MOTHER: 0.98, Role.FATHER: 0.85, Role.GUARDIAN: 0.9})
# A woman's word, a man's, and what is typed instead of either.
_WORDS = MappingProxyType(
    {
        Role.MOTHER: ("Mother", "Mother", "Mum"),
        Role.FATHER: ("Father", "Father", "DAD"),
        Role.STEP_PARENT: ("Step Mother", "Step Father", "Step Parent"),
        Role.GRANDPARENT_CARER: ("Grandmother", "Grandfather", "Nan"),
        Role.GUARDIAN: ("Guardian", "Guardian", "Legal Guardian"),
        Role.FOSTER_CARER: ("Foster Carer", "Foster Carer", "Foster Parent"),
        Role.OTHER_CARER: ("Carer", "Carer", "Family friend"),
    }
)
_OF_CODE = MappingProxyType({"GRM": "Grandmother", "GRF": "Grandfather", "SWR": "Social Worker"})


def number_of(person: Person) -> str:
    """Return the number that the system gave somebody, pupil or adult."""
    return str(_LEAST + _NUMBERS.at(person.serial))


class ContactReport:
    """Writes the rows of one school."""

    def __init__(self, desk: Desk, school: School) -> None:
        """Write as this school's office does."""
        self._world = desk.town.world
        self._observer = desk.observer
        self._chance = desk.observer.chance
        self._ledger = desk.ledger
        self._school = school
        self._office = Office(desk, school)
        self._lists = ContactLists(desk)

    def rows(self, enrolment: Enrolment, noted: set[str]) -> Iterator[Row]:
        """Give a row for every contact of a pupil; `noted` are the records in the ledger."""
        pupil = self._world.people[enrolment.person]
        self._observer.turn_to("report", pupil)
        heard = self._observer.last_heard(since=enrolment.entered)
        about = self._pupil(pupil, enrolment, heard)
        self._note(noted, str(about["Student ID"]), pupil)
        for listed in self._lists.of(enrolment, heard):
            row = {**about, **self._contact(listed, str(about["Student ID"]))}
            self._note(noted, f"contact:{row['Parent ID']}", listed.person)
            yield row

    def _note(self, noted: set[str], record_id: str, person: Person) -> None:
        if record_id not in noted:
            noted.add(record_id)
            self._ledger.add(SCHOOL, record_id, person.person_id)

    def _pupil(self, pupil: Person, enrolment: Enrolment, heard: date) -> dict[str, str | date]:
        seen = self._observer.portrait(pupil, since=heard, until=heard)
        names = self._office.names(pupil, NameFields(given=seen.given, family=seen.family))
        written = self._observer.address(seen.home.dwelling)
        return {
            "Student ID": number_of(pupil),
            "UPN": enrolment.upn,
            "Forename": names.given,
            "Middle Names": seen.middle,
            "Surname": names.family,
            "Preferred Forename": pupil.known_as,
            "DOB": seen.date_of_birth or "",
            "Gender": seen.sex if seen.sex != "U" else pupil.sex,
            "Address": written.line,
            "Postcode": seen.postcode,
            "School": self._school.name,
            "Admission Date": enrolment.entered,
        }

    def _contact(self, listed: Listed, student: str) -> Row:
        """Write a contact: of an adult who is entered once, the same beside every child."""
        chance, person = self._chance, listed.person
        self._observer.turn_to("beside", listed.pupil, person)
        is_anew = chance.happens(_ENTERED_ANEW)
        stated = self._tie(listed)
        if not is_anew:
            self._observer.turn_to("adult", person)
        seen = self._observer.portrait(person)
        names = self._office.names(person, NameFields(given=seen.given, family=seen.family))
        mobile, landline = chance.happens(_MOBILE), chance.happens(_LANDLINE)
        is_given = chance.happens(_ADDRESS_APART) and not listed.together
        return {
            **stated,
            "Parent ID": f"{student}{listed.order:02}" if is_anew else number_of(person),
            "Parent Forename": names.given,
            "Parent Surname": names.family,
            "Home Email": seen.email,
            "Mobile": seen.phone if mobile else "",
            "Main Telephone": seen.landline if landline else "",
            "Parent Address": self._observer.address(seen.home.dwelling).line if is_given else "",
            "Parent Postcode": seen.postcode if is_given else "",
        }

    def _tie(self, listed: Listed) -> Row:
        """Write what is said of the two, after the draws have been turned to them."""
        chance = self._chance
        is_typed, is_told, roll = (
            chance.happens(_TYPED_WORD),
            chance.happens(_TOLD_RESPONSIBILITY),
            chance.roll(),
        )
        role = None if listed.tie is None else listed.tie.role
        if role is None:
            word = _OF_CODE[listed.code]
        else:
            word = _WORDS[role][2 if is_typed else int(listed.person.sex == "M")]
        responsible = roll < (0.0 if role is None else _RESPONSIBLE.get(role, 0.1))
        return {
            "Relationship": word,
            "Parental responsibility": responsible if is_told else None,
            "Lives with Pupil": listed.together,
        }


def write_mis_contacts(desk: Desk) -> None:
    """Write one report for all schools of the council."""
    (export,) = MIS_CONTACTS.exports
    world = desk.town.world
    reports = {s.establishment: ContactReport(desk, s) for s in desk.town.schools}
    noted: set[str] = set()
    rows = [
        row
        for number in sorted(world.enrolments)
        if number not in world.adopted
        for row in reports[world.enrolments[number].school].rows(world.enrolments[number], noted)
    ]
    desk.outbox.write_rows(MIS_CONTACTS, export, rows, f"pupil_contacts_{desk.stamp}.csv")
