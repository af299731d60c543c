"""Whom a client's record in RiO names as contacts: next of kin, children, professionals.

How they are typed in is `rio_contacts`.
"""

from dataclasses import dataclass
from datetime import date

from synthetic_data.exports.rio_kin import CLOSENESS, Kin, Kinship, Relative
from synthetic_data.exports.rio_tables import Client, RioTables
from synthetic_data.facts import Person

_NEXT_OF_KIN, _SECOND_CONTACT = 0.72, 0.22
_CHILDREN_AS_CONTACTS = 0.2
_CARE_COORDINATOR, _SOCIAL_WORKER = 0.35, 0.1
NEXT_OF_KIN, DEPENDANT, PROFESSIONAL = "Next of kin", "Dependant", "Professional"
"""Types of contact."""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Somebody around a client: a relative of some kind, or a professional of some title."""

    person: Person
    kind: str
    kin: Kin | None = None
    title: str = ""
    ended: date | None = None

    @property
    def is_professional(self) -> bool:
        """Say whether the contact is somebody's work."""
        return self.kind == PROFESSIONAL


class ContactChoice:
    """Chooses the contacts of clients."""

    def __init__(self, tables: RioTables) -> None:
        """Choose for these clients."""
        self._world = tables.world
        self._chance = tables.chance
        self._turn_to = tables.observer.turn_to
        self._kinship = Kinship(tables.world)

    def of(self, client: Client) -> list[Contact]:
        """Choose next of kin, mostly the closest and for some a second, children and staff."""
        chance, world = self._chance, self._world
        self._turn_to("contacts", client.person)
        kin = 0
        if chance.happens(_NEXT_OF_KIN):
            kin = 2 if chance.happens(_SECOND_CONTACT) else 1
        coordinator = self._one_of(world.care_coordinators, "Care Coordinator")
        worker = self._one_of(world.social_workers, "Social Worker")
        names_children = chance.happens(_CHILDREN_AS_CONTACTS)
        has_coordinator, has_worker = (
            chance.happens(_CARE_COORDINATOR),
            chance.happens(_SOCIAL_WORKER),
        )
        children = self._children(client)
        return [
            *(self._next_of_kin(client, kin) if kin else ()),
            *(child for child in children if names_children and not child.person.expected),
            *((coordinator,) if has_coordinator else ()),
            *((worker,) if has_worker and children else ()),
        ]

    def _next_of_kin(self, client: Client, wanted: int) -> list[Contact]:
        """Return the relatives who come first."""
        ranked = sorted(
            (self._rank(client, relative), relative.person.number, relative)
            for relative in self._kinship.of(client.person.number)
            if relative.ended is None or relative.ended > client.since
        )
        return [
            Contact(person=one.person, kind=NEXT_OF_KIN, kin=one.kin, ended=one.ended)
            for _, _, one in ranked[:wanted]
        ]

    def _rank(self, client: Client, relative: Relative) -> float:
        """Draw a relative's place, whoever the other relatives are."""
        self._turn_to("kin", client.person, relative.person)
        return self._chance.roll() * CLOSENESS[relative.kin]

    def _children(self, client: Client) -> list[Contact]:
        """Return the children under age, the unborn among them."""
        world = self._world
        return [
            Contact(person=world.people[child], kind=DEPENDANT, kin=Kin.CHILD)
            for child in world.children.get(client.person.number, ())
            if world.is_dependent(child)
        ]

    def _one_of(self, staff: list[int], title: str) -> Contact:
        person = self._world.people[self._chance.pick(staff)]
        return Contact(person=person, kind=PROFESSIONAL, title=title)
