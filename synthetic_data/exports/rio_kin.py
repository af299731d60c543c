"""Whom a client of RiO may name as next of kin, and the words for what they are to the client.

Beside the words of the list there are those that staff type in: a trust maps them itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from synthetic_data.facts import ADULT_AGE, Person, Role
from synthetic_data.world import World


class Kin(StrEnum):
    """What somebody is to a client."""

    PARTNER = "partner"
    PARENT = "parent"
    CHILD = "child"
    SIBLING = "sibling"
    FOSTER_CARER = "foster_carer"
    FORMER_PARTNER = "former_partner"
    GRANDPARENT = "grandparent"


# Of a woman, of a man: words of the list first, then what is typed in instead.
_LISTED = MappingProxyType(
    {
        Kin.PARTNER: (("Wife", "Partner"), ("Husband", "Partner")),
        Kin.PARENT: (("Mother",), ("Father",)),
        Kin.CHILD: (("Daughter",), ("Son",)),
        Kin.SIBLING: (("Sister",), ("Brother",)),
        Kin.FOSTER_CARER: (("Foster mum", "Carer"), ("Foster dad", "Carer")),
        Kin.FORMER_PARTNER: (("Partner", "ex-partner"), ("Partner", "ex-partner")),
        Kin.GRANDPARENT: (("Grandparent",), ("Grandparent",)),
    }
)
_TYPED = MappingProxyType(
    {
        Kin.PARTNER: (("wife - NOK", "g/friend"), ("hubby", "b/f", "partner - lives with")),
        Kin.PARENT: (("mum", "Mother (NOK)", "mum - has key"), ("dad", "Dad (estranged)")),
        Kin.CHILD: (("NOK - daughter", "eldest daughter"), ("NOK - son", "son (adult)")),
        Kin.SIBLING: (("sis", "Sister (NOK)"), ("bro", "twin/brother", "brother - lives away")),
        Kin.FOSTER_CARER: (("Foster mum", "ex foster carer"), ("Foster dad",)),
        Kin.FORMER_PARTNER: (("ex-wife", "ex", "ex partner"), ("ex-husband", "ex", "ex (dad)")),
        Kin.GRANDPARENT: (("g/mother", "Nan"), ("g/father", "Grandad")),
    }
)
CLOSENESS = MappingProxyType(
    {
        Kin.PARTNER: 0.08,
        Kin.PARENT: 0.3,
        Kin.CHILD: 0.5,
        Kin.SIBLING: 1.0,
        Kin.FOSTER_CARER: 1.0,
        Kin.FORMER_PARTNER: 1.6,
        Kin.GRANDPARENT: 2.0,
    }
)
"""How far down a list of next of kin each comes; the lowest product with a draw is named first."""


@dataclass(frozen=True, kw_only=True)
class Relative:
    """A grown-up relative, with the day on which the relationship ended if that is known."""

    person: Person
    kin: Kin
    ended: date | None = None


def words_for(kin: Kin, person: Person, *, typed: bool) -> tuple[str, ...]:
    """Return the words that may stand for a relative: of the list, or typed in."""
    return (_TYPED if typed else _LISTED)[kin][person.sex == "M"]


class Kinship:
    """Finds the relatives of clients."""

    def __init__(self, world: World) -> None:
        """Look in one world."""
        self._world = world
        self._fostered_by: dict[int, list[int]] = {}
        for tie in world.ties:
            if tie.role is Role.FOSTER_CARER:
                self._fostered_by.setdefault(tie.child, []).append(tie.adult)

    def of(self, number: int) -> Iterator[Relative]:
        """Give grown-up relatives, each once; children given away by adoption are not named."""
        world, seen = self._world, {number}
        for other, kin in self._ties(number):
            person = world.people[other]
            is_grown = person.age_at(world.as_at) >= ADULT_AGE
            if other not in seen and is_grown and other not in world.adopted:
                seen.add(other)
                ended = person.died
                if kin is Kin.FORMER_PARTNER:
                    ended = world.parted_on(number, other) or person.died
                yield Relative(person=person, kin=kin, ended=ended)

    def _ties(self, number: int) -> Iterator[tuple[int, Kin]]:
        world = self._world
        if number in world.partner:
            yield world.partner[number], Kin.PARTNER
        parents = world.parents.get(number, ())
        yield from ((parent, Kin.PARENT) for parent in parents)
        for parent in parents:
            yield from ((child, Kin.SIBLING) for child in world.children[parent])
        children = world.children.get(number, ())
        yield from ((child, Kin.CHILD) for child in children)
        for child in children:
            yield from ((parent, Kin.FORMER_PARTNER) for parent in world.parents[child])
        for parent in parents:
            yield from ((elder, Kin.GRANDPARENT) for elder in world.parents.get(parent, ()))
        yield from ((carer, Kin.FOSTER_CARER) for carer in self._fostered_by.get(number, ()))
