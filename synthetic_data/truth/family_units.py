"""True family units: the partition of children that the definitions describe.

Two children are in one unit when they share a parent or carer, foster carers aside, and have the
same home or the same parents. The home of a looked-after child is the one it came from.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from synthetic_data.facts import PARENTS, CareTie, Person, Role
from synthetic_data.world import World

_ROLE_ORDER = (
    Role.MOTHER,
    Role.FATHER,
    Role.STEP_PARENT,
    Role.GRANDPARENT_CARER,
    Role.GUARDIAN,
    Role.OTHER_CARER,
    Role.FOSTER_CARER,
)
Ties = dict[int, tuple[CareTie, ...]]


@dataclass(frozen=True, kw_only=True)
class Family:
    """One family unit: its children and the adults tied to them.

    Its id is made from the lowest-numbered child, so that it stays the same from night to night.
    """

    unit_id: str
    children: tuple[int, ...]
    adults: dict[int, Role]

    def carers(self) -> list[int]:
        """Return the adults of the family, foster carers aside."""
        return [adult for adult, role in self.adults.items() if role is not Role.FOSTER_CARER]


@dataclass(frozen=True, kw_only=True)
class Families:
    """What is true of the families of a world."""

    world: World
    dependents: tuple[int, ...]
    ties: Ties
    units: tuple[Family, ...]

    def carers(self, child: int) -> list[int]:
        """Return a child's parents and carers, foster carers aside."""
        return [tie.adult for tie in self.ties[child] if tie.role is not Role.FOSTER_CARER]


def true_families(world: World, recorded: set[str]) -> Families:
    """Find dependent children, their ties and their units.

    A parent outside the town has a tie when some source knows of them; the dead have none. An
    unborn child is a record: one whom no source has written down is nobody's count yet.

    Args:
        world: the town.
        recorded: ids of the people whom any record is about.
    """
    dependents = tuple(
        number
        for number in sorted(world.home)
        if world.is_dependent(number) and _is_known(world.people[number], recorded)
    )
    ties = {
        child: tuple(
            tie
            for tie in world.carers_by_child.get(child, ())
            if _is_carer(world, tie.adult, recorded)
        )
        for child in dependents
    }
    return Families(
        world=world, dependents=dependents, ties=ties, units=_units(world, dependents, ties)
    )


def _is_known(person: Person, recorded: set[str]) -> bool:
    return not person.expected or person.person_id in recorded


def _is_carer(world: World, adult: int, recorded: set[str]) -> bool:
    person = world.people[adult]
    if has_died(person, world.as_at):
        return False
    return world.is_resident(adult) or person.person_id in recorded


def has_died(person: Person, day: date) -> bool:
    """Say whether somebody was dead at the end of a day."""
    return person.died is not None and person.died <= day


class _Groups:
    """Children gathered into groups that grow together."""

    def __init__(self, members: Iterable[int]) -> None:
        self._leader = {member: member for member in members}

    def leader(self, member: int) -> int:
        while self._leader[member] != member:
            self._leader[member] = self._leader[self._leader[member]]
            member = self._leader[member]
        return member

    def join(self, members: Sequence[int]) -> None:
        leaders = sorted(self.leader(member) for member in members)
        for other in leaders[1:]:
            self._leader[other] = leaders[0]


def _units(world: World, dependents: tuple[int, ...], ties: Ties) -> tuple[Family, ...]:
    alike: dict[tuple[object, ...], list[int]] = {}
    for child in dependents:
        parents = frozenset(tie.adult for tie in ties[child] if tie.role in PARENTS)
        if parents:
            alike.setdefault(("parents", parents), []).append(child)
        for tie in ties[child]:
            if tie.role is not Role.FOSTER_CARER:
                alike.setdefault((tie.adult, world.birth_home(child)), []).append(child)
    groups = _Groups(dependents)
    for members in alike.values():
        groups.join(members)
    units: dict[int, list[int]] = {}
    for child in dependents:
        units.setdefault(groups.leader(child), []).append(child)
    return tuple(_family(world, children, ties) for children in units.values())


def _family(world: World, children: list[int], ties: Ties) -> Family:
    """Gather the adults of these children, each with the closest of their roles.

    A mother who is a child of the unit herself is in it once, as a child.
    """
    found = sorted(
        {
            (tie.adult, _ROLE_ORDER.index(tie.role))
            for child in children
            for tie in ties[child]
            if tie.adult not in children
        },
        reverse=True,
    )
    adults = {adult: _ROLE_ORDER[order] for adult, order in found}
    first = min(world.people[child].serial for child in children)
    return Family(
        unit_id=f"U{first:07}", children=tuple(children), adults=dict(sorted(adults.items()))
    )
