"""Contacts of pupils: adults without a birth date, typed in again for every child.

Brothers and sisters may have two spellings of one mother, and a father who lives elsewhere is
often here and nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sources.school.ctf import CONTACT, PHONE
from synthetic_data.addresses import as_written
from synthetic_data.chance import Chance
from synthetic_data.exports.writing import Element, Row
from synthetic_data.habits import SCHOOL, TITLES
from synthetic_data.ledger import Ledger
from synthetic_data.records import Observer, Portrait
from synthetic_data.world import PARENTS, CareTie, Enrolment, Person, Role, World

_LISTED_TOGETHER = MappingProxyType(
    {
        Role.MOTHER: 0.97,
        Role.FATHER: 0.84,
        Role.STEP_PARENT: 0.55,
        Role.GRANDPARENT_CARER: 0.97,
        Role.GUARDIAN: 0.97,
        Role.FOSTER_CARER: 0.95,
        Role.OTHER_CARER: 0.9,
    }
)
_LISTED_APART = MappingProxyType({Role.MOTHER: 0.6, Role.FATHER: 0.45})
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
_GRANDPARENT, _SOCIAL_WORKER = 0.3, 0.6
_MOST_CONTACTS = 3
_TYPED_FROM_A_FORM = 1.4
_MOBILE, _LANDLINE, _CALLED_BY_SHORT_NAME = 0.92, 0.3, 0.2
_AS_PUPIL, _ADDRESS_APART, _HAS_UPRN = 0.96, 0.7, 0.8


def address_of(seen: Portrait, chance: Chance) -> Row:
    """Write the parts of an address as a school's system keeps them."""
    written = as_written(seen.home.dwelling, chance)
    return {
        "SAON": written.flat,
        "PAON": written.premises,
        "Street": written.street,
        "Town": written.town,
        "UPRN": seen.home.dwelling.uprn if chance.happens(_HAS_UPRN) else "",
        "PostCode": seen.postcode,
    }


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An adult on a pupil's list, with the tie if the adult has care of the child."""

    person: Person
    code: str
    tie: CareTie | None = None


class Contacts:
    """Writes the contacts of one school's pupils."""

    def __init__(self, world: World, observer: Observer, ledger: Ledger, school: int) -> None:
        """Write as this school's office does."""
        self._world = world
        self._observer = observer
        self._chance = observer.chance
        self._ledger = ledger
        self._parent_code = school % 2

    def of_pupil(self, enrolment: Enrolment, heard: date) -> Iterator[Element]:
        """Give a pupil's contacts in the order of calling, as the office heard on a day."""
        for order, listed in enumerate(self._chosen(enrolment.person), start=1):
            record_id = f"{enrolment.upn}:contact:{order}"
            self._ledger.add(SCHOOL, record_id, listed.person.person_id)
            together = self._thought_together(enrolment.person, listed.person.number, heard)
            yield self._contact(order, listed, together=together)

    def _chosen(self, pupil: int) -> list[Listed]:
        """Choose who is listed: at least one adult, at most three and a social worker."""
        world, chance = self._world, self._chance
        ties = world.carers_by_child[pupil]
        chosen = [tie for tie in ties if chance.happens(self._share(pupil, tie))] or [ties[-1]]
        listed = [self._with_care(tie) for tie in chosen]
        grandparents = world.parents.get(chosen[0].adult, ())
        if grandparents and chance.happens(_GRANDPARENT):
            person = world.people[grandparents[0]]
            listed.append(Listed(person=person, code="GRM" if person.sex == "F" else "GRF"))
        listed = listed[:_MOST_CONTACTS]
        if pupil in world.origin and chance.happens(_SOCIAL_WORKER):
            worker = world.people[chance.pick(world.social_workers)]
            listed.append(Listed(person=worker, code="SWR"))
        return listed

    def _share(self, pupil: int, tie: CareTie) -> float:
        together = self._world.lives_with(pupil, tie.adult)
        return (_LISTED_TOGETHER if together else _LISTED_APART).get(tie.role, 0.0)

    def _with_care(self, tie: CareTie) -> Listed:
        person, codes = self._world.people[tie.adult], _CODES[tie.role]
        code = codes[self._parent_code] if tie.role in PARENTS else codes[person.sex == "M"]
        return Listed(person=person, code=code, tie=tie)

    def _thought_together(self, pupil: int, adult: int, heard: date) -> bool:
        """Say whether the office believes that they live together: it may not know who left."""
        world = self._world
        arrival = world.arrivals.get(adult)
        if arrival is None or arrival.joined is None or world.lives_with(pupil, adult):
            return world.lives_with(pupil, adult)
        return arrival.came_from == world.home[pupil] and heard < arrival.joined

    def _contact(self, order: int, listed: Listed, *, together: bool) -> Element:
        chance, person = self._chance, listed.person
        seen = self._observer.portrait(person, care=_TYPED_FROM_A_FORM)
        as_pupil = together and chance.happens(_AS_PUPIL)
        gives_address = not as_pupil and chance.happens(_ADDRESS_APART)
        responsible = _RESPONSIBLE_OTHERWISE
        if listed.tie is not None:
            responsible = _RESPONSIBLE.get(listed.tie.role, _RESPONSIBLE_OTHERWISE)
        called = person.known_as if chance.happens(_CALLED_BY_SHORT_NAME) else ""
        return Element(
            table=CONTACT,
            values={
                "Order": str(order),
                "Title": chance.pick(TITLES[person.sex]),
                "Surname": seen.family,
                "Forename": called or seen.given,
                "Gender": seen.sex,
                "Relationship": listed.code,
                "Responsibility": chance.happens(responsible),
                "AddressAsPupil": as_pupil,
                **(address_of(seen, chance) if gives_address else {}),
                "Email": seen.email,
            },
            nested=tuple(self._phones(seen)),
        )

    def _phones(self, seen: Portrait) -> Iterator[Element]:
        numbers = (
            ("M", seen.phone if self._chance.happens(_MOBILE) else ""),
            ("H", seen.landline if self._chance.happens(_LANDLINE) else ""),
        )
        for kind, number in numbers:
            if number:
                yield Element(table=PHONE, values={"TelephoneType": kind, "PhoneNo": number})
