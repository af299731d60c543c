"""Cohort lists as schools type them for immunisation teams: children of some years, with parents.

Nobody checks them: dates in three forms, NHS numbers with spaces or none, a child again at another
postcode. Children taught at home are on a list of their own. What is a child's record there is
`class_list_ids`.
"""

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from sources.school.class_list import CLASS_LIST
from synthetic_data.exports.class_list_ids import record_ids
from synthetic_data.exports.ctf_lists import ContactLists, Listed
from synthetic_data.exports.ctf_office import Office
from synthetic_data.exports.desk import Desk
from synthetic_data.facts import Enrolment, Person, Role
from synthetic_data.records.habits import SCHOOL
from synthetic_data.records.name_fields import NameFields
from synthetic_data.services.schooling import School

YEARS = (8, 9, 10)
"""The year groups that are called."""

UNKNOWN_SCHOOL, TAUGHT_AT_HOME = "888888", "999999"
_AGES_AT_HOME = range(12, 15)
_HAS_NHS_NUMBER, _IN_GROUPS, _SCHOOL_UNKNOWN = 0.7, 0.5, 0.02
_AGAIN_AT_OLD_POSTCODE, _SURNAME_FIRST, _SEX_LEFT_OUT = 0.3, 0.08, 0.1
_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d")
_PARENTS = 2
_WORDS = MappingProxyType(
    {Role.MOTHER: ("Mum", "Mother"), Role.FATHER: ("Dad", "Father"), Role.GUARDIAN: ("Guardian",)}
)
_OTHER_WORDS = ("Carer", "Other", "Foster carer")
_SEXES = MappingProxyType({"F": "Female", "M": "Male", "U": ""})
Words = dict[str, str]


class ClassList:
    """Writes the list of one school, or of the children at home."""

    def __init__(self, desk: Desk, school: School) -> None:
        """Write as this school's office does."""
        self._world = desk.town.world
        self._observer = desk.observer
        self._chance = desk.observer.chance
        self._urn = f"99{school.establishment}"
        self._office = Office(desk, school)
        self._lists = ContactLists(desk)

    def pupil(self, enrolment: Enrolment) -> Iterator[tuple[Words, Person, list[Person]]]:
        """Give the rows of a pupil, whose they are, and the parents in them."""
        person = self._world.people[enrolment.person]
        self._observer.turn_to("class list", person)
        heard = self._observer.last_heard(since=enrolment.entered)
        is_unknown = self._chance.happens(_SCHOOL_UNKNOWN)
        urn = UNKNOWN_SCHOOL if is_unknown else self._urn
        parents = [p for p in self._lists.of(enrolment, heard) if p.tie is not None][:_PARENTS]
        yield from self._rows(person, urn, heard, parents)

    def at_home(self, person: Person) -> Iterator[tuple[Words, Person, list[Person]]]:
        """Give the rows of a child who is taught at home; the council has no parents of it."""
        self._observer.turn_to("class list", person)
        yield from self._rows(person, TAUGHT_AT_HOME, self._world.as_at, [])

    def _rows(
        self, person: Person, urn: str, heard: date, parents: list[Listed]
    ) -> Iterator[tuple[Words, Person, list[Person]]]:
        self._observer.turn_to("listed child", person)
        row = self._child(person, urn, heard)
        is_again = self._chance.happens(_AGAIN_AT_OLD_POSTCODE)
        stays = self._observer.portrait(person).stays
        for place, listed in enumerate(parents, start=1):
            row |= self._parent(place, listed)
        adults = [listed.person for listed in parents]
        yield row, person, adults
        older = stays[-2].dwelling.postcode if len(stays) > 1 else ""
        if is_again and older and older != row["CHILD_POSTCODE"]:
            yield {**row, "CHILD_POSTCODE": older}, person, adults

    def _child(self, person: Person, urn: str, heard: date) -> Words:
        chance = self._chance
        seen = self._observer.portrait(person, until=heard)
        names = self._office.names(person, NameFields(given=seen.given, family=seen.family))
        has_number, in_groups = chance.happens(_HAS_NHS_NUMBER), chance.happens(_IN_GROUPS)
        number = person.nhs_number if has_number else ""
        if in_groups and number:
            number = f"{number[:3]} {number[3:6]} {number[6:]}"
        born = seen.date_of_birth or person.date_of_birth
        sex = "" if chance.happens(_SEX_LEFT_OUT) else _SEXES[seen.sex]
        written = self._observer.address(seen.home.dwelling)
        return {
            "CHILD_SCHOOL_URN": urn,
            "CHILD_FIRST_NAME": names.given,
            "CHILD_LAST_NAME": names.family,
            "CHILD_PREFERRED_FIRST_NAME": person.known_as,
            "CHILD_PREFERRED_LAST_NAME": person.preferred_family,
            "CHILD_DATE_OF_BIRTH": born.strftime(chance.pick(_DATES)),
            "CHILD_GENDER": sex,
            "CHILD_ADDRESS_LINE_1": written.line,
            "CHILD_TOWN": written.town,
            "CHILD_POSTCODE": seen.postcode,
            "CHILD_NHS_NUMBER": number,
        }

    def _parent(self, place: int, listed: Listed) -> Words:
        """Write a parent into the columns of a place."""
        person = listed.person
        self._observer.turn_to("listed parent", listed.pupil, person)
        seen = self._observer.portrait(person)
        words = _OTHER_WORDS if listed.tie is None else _WORDS.get(listed.tie.role, _OTHER_WORDS)
        word, is_turned = self._chance.pick(words), self._chance.happens(_SURNAME_FIRST)
        given, family = seen.given, seen.family
        return {
            f"PARENT_{place}_NAME": f"{family}, {given}" if is_turned else f"{given} {family}",
            f"PARENT_{place}_RELATIONSHIP": word,
            f"PARENT_{place}_EMAIL": seen.email,
            f"PARENT_{place}_PHONE": seen.phone,
        }


def write_class_list(desk: Desk) -> None:
    """Write a list for each school with children of the years, and one of those at home."""
    world, schools = desk.town.world, desk.town.schools
    lists = {school.establishment: ClassList(desk, school) for school in schools}
    rows: dict[str, list[tuple[Words, Person, list[Person]]]] = {}
    for number in sorted(world.enrolments):
        enrolment = world.enrolments[number]
        if enrolment.year_group in YEARS and number not in world.adopted:
            rows.setdefault(enrolment.school, []).extend(lists[enrolment.school].pupil(enrolment))
    rows["home"] = [
        row
        for number in sorted(world.home)
        if number not in world.enrolments and number not in world.adopted
        if world.is_resident(number) and world.people[number].age_at(world.as_at) in _AGES_AT_HOME
        for row in lists[schools[0].establishment].at_home(world.people[number])
    ]
    (export,) = CLASS_LIST.exports
    for name, listed in rows.items():
        if listed:
            words = [row for row, _, _ in listed]
            desk.outbox.write_rows(CLASS_LIST, export, words, f"class_list_{name}.csv")
    _note(desk, [entry for listed in rows.values() for entry in listed])


def _note(desk: Desk, entries: list[tuple[Words, Person, list[Person]]]) -> None:
    """Note whose each record is; two rows of one NHS number are one record."""
    noted: set[str] = set()
    ids = record_ids([row for row, _, _ in entries])
    for record_id, (_, person, parents) in zip(ids, entries, strict=True):
        whose = {record_id: person} | {
            f"{record_id}:contact:{place}": parent for place, parent in enumerate(parents, start=1)
        }
        for each, about in whose.items():
            if each not in noted:
                noted.add(each)
                desk.ledger.add(SCHOOL, each, about.person_id)
