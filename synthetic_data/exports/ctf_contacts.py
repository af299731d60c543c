"""Contacts of pupils as a school writes them: adults without a birth date.

They are typed in again for every child, so brothers and sisters may have two spellings of one
mother, and a father who lives elsewhere is often here and nowhere else. Who is on a pupil's list
is `ctf_lists`.
"""

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from sources.school.ctf import CONTACT, PHONE
from synthetic_data.exports.ctf_lists import ContactLists, Listed
from synthetic_data.exports.ctf_office import Office
from synthetic_data.exports.desk import Desk
from synthetic_data.exports.writing import Element, Row
from synthetic_data.facts import PARENTS, Enrolment, Role
from synthetic_data.records.habits import SCHOOL, TITLES
from synthetic_data.records.name_fields import NameFields
from synthetic_data.records.observer import Portrait

_RESPONSIBLE = MappingProxyType({Role.MOTHER: 0.98, Role.FATHER: 0.85, Role.GUARDIAN: 0.9})
_RESPONSIBLE_OTHERWISE = 0.1
# A woman's code, a man's; schools of odd number use the second list for parents.
_CODES = MappingProxyType(
    {
        Role.MOTHER: ("MTH", "MOT"),
        Role.FATHER: ("FTH", "FAT"),
        Role.STEP_PARENT: ("STM", "STF"),
        Role.GRANDPARENT_CARER: ("GRM", "GRF"),
        Role.GUARDIAN: ("CAR", "CAR"),
        Role.FOSTER_CARER: ("FOP", "FOP"),
        Role.OTHER_CARER: ("CAR", "CAR"),
    }
)
# What somebody typed where the list should have been used.
_IN_WORDS = MappingProxyType({Role.MOTHER: "Mum", Role.FATHER: "Dad"})
_IN_OTHER_WORDS = ("OTH", "NOK")
_NOT_FROM_THE_LIST = 0.035
_TYPED_FROM_A_FORM = 1.4
_MOBILE, _LANDLINE, _CALLED_BY_SHORT_NAME = 0.92, 0.3, 0.2
_HAS_MIDDLE_NAME, _SEX_NOT_ASKED = 0.08, 0.03
_AS_PUPIL, _ADDRESS_APART = 0.95, 0.6


class Contacts:
    """Writes the contacts of one school's pupils."""

    def __init__(self, desk: Desk, office: Office) -> None:
        """Write as this school's office does."""
        self._observer = desk.observer
        self._chance = desk.observer.chance
        self._ledger = desk.ledger
        self._office = office
        self._lists = ContactLists(desk)

    def of_pupil(self, enrolment: Enrolment, pupil: Portrait, heard: date) -> Iterator[Element]:
        """Give a pupil's contacts in the order of calling, as the office heard on a day."""
        for listed in self._lists.of(enrolment, heard):
            record_id = f"{enrolment.upn}:contact:{listed.order}"
            self._ledger.add(SCHOOL, record_id, listed.person.person_id)
            yield self._contact(listed, pupil)

    def _contact(self, listed: Listed, pupil: Portrait) -> Element:
        chance, person = self._chance, listed.person
        self._observer.turn_to("contact", listed.pupil, person)
        seen = self._observer.portrait(person, care=_TYPED_FROM_A_FORM)
        called = person.known_as if chance.happens(_CALLED_BY_SHORT_NAME) else ""
        names = self._office.names(
            person, NameFields(given=called or seen.given, family=seen.family)
        )
        title, has_middle = chance.pick(TITLES[person.sex]), chance.happens(_HAS_MIDDLE_NAME)
        sex_not_asked = chance.happens(_SEX_NOT_ASKED)
        phones = tuple(self._phones(seen))
        return Element(
            table=CONTACT,
            values={
                "Order": str(listed.order),
                "Title": title,
                "Surname": names.family,
                "Forename": names.given,
                "MiddleNames": seen.middle if has_middle else "",
                "Gender": "U" if sex_not_asked else seen.sex,
                "Relationship": self._relationship(listed),
                "Responsibility": chance.happens(self._responsible(listed)),
                "Email": seen.email,
                **self._address(listed, seen, pupil),
            },
            nested=phones,
        )

    def _relationship(self, listed: Listed) -> str:
        """Return a code of the list, or what was typed in its place."""
        is_typed, word = (
            self._chance.happens(_NOT_FROM_THE_LIST),
            self._chance.pick(_IN_OTHER_WORDS),
        )
        if listed.tie is None:
            return listed.code
        role = listed.tie.role
        if is_typed:
            return _IN_WORDS.get(role, word)
        codes = _CODES[role]
        return codes[self._office.number % 2 if role in PARENTS else listed.person.sex == "M"]

    def _responsible(self, listed: Listed) -> float:
        role = None if listed.tie is None else listed.tie.role
        return (
            _RESPONSIBLE_OTHERWISE
            if role is None
            else _RESPONSIBLE.get(role, _RESPONSIBLE_OTHERWISE)
        )

    def _address(self, listed: Listed, seen: Portrait, pupil: Portrait) -> Row:
        """Refer to the pupil's address, type it again, or give one of the contact's own."""
        refers, is_given = self._chance.happens(_AS_PUPIL), self._chance.happens(_ADDRESS_APART)
        as_pupil = listed.together and refers
        if as_pupil:
            return {"AddressAsPupil": True}
        if listed.together:
            return {"AddressAsPupil": False, **self._office.address(pupil)}
        return {"AddressAsPupil": False, **(self._office.address(seen) if is_given else {})}

    def _phones(self, seen: Portrait) -> Iterator[Element]:
        numbers = (
            ("M", seen.phone if self._chance.happens(_MOBILE) else ""),
            ("H", seen.landline if self._chance.happens(_LANDLINE) else ""),
        )
        for kind, number in numbers:
            if number:
                yield Element(table=PHONE, values={"TelephoneType": kind, "PhoneNo": number})
