"""How a child is brought up, told by ties and by who lives with whom.

The tables that hold the answers are `survey`.
"""

from enum import StrEnum
from typing import NamedTuple

import pandas as pd

from synthetic_data.facts import PARENTS, CareTie, Role
from synthetic_data.world import World

_KIN = (Role.GRANDPARENT_CARER, Role.GUARDIAN)
_COUPLE = 2


class FamilyType(StrEnum):
    """Who brings up the children of a household."""

    COUPLE = "two parents"
    LONE = "one parent"
    STEP = "a parent and a step-parent"
    KIN = "grandparents or other kin"
    FOSTER = "foster carers only"
    NOBODY_TIED = "nobody with a tie"


class Child(NamedTuple):
    """What is so of one dependent child."""

    parents_at_home: int
    has_step_parent: bool
    is_with_kin: bool
    is_fostered: bool
    has_second_home: bool
    lives_in_two_homes: bool
    same_sex_parents: bool
    is_of_multiple_birth: bool


def child_of(world: World, child: int) -> Child:
    """Look up how a child is brought up."""
    ties = world.carers_by_child.get(child, [])
    at_home = [tie for tie in ties if world.home[child] == world.home[tie.adult]]
    roles = [tie.role for tie in at_home]
    parents = sum(role in PARENTS for role in roles)
    has_step_parent = Role.STEP_PARENT in roles
    return Child(
        parents_at_home=parents,
        has_step_parent=has_step_parent,
        is_with_kin=not parents and any(role in _KIN for role in roles),
        is_fostered=Role.FOSTER_CARER in roles,
        has_second_home=any(_is_second_home(world, tie) for tie in ties),
        lives_in_two_homes=len(world.homes_of(child)) > 1,
        same_sex_parents=_are_of_one_sex(world, at_home),
        is_of_multiple_birth=_is_of_multiple_birth(world, child),
    )


def _is_second_home(world: World, tie: CareTie) -> bool:
    """Say whether a tie is to a parent of the town who lives in another home than the child's."""
    elsewhere = world.home[tie.adult] != world.birth_home(tie.child)
    return tie.role in PARENTS and elsewhere and world.is_resident(tie.adult)


def _are_of_one_sex(world: World, at_home: list[CareTie]) -> bool:
    bring_up = (*PARENTS, Role.STEP_PARENT)
    sexes = [world.people[tie.adult].sex for tie in at_home if tie.role in bring_up]
    return len(sexes) >= _COUPLE and len(set(sexes)) == 1


def _is_of_multiple_birth(world: World, child: int) -> bool:
    born = world.people[child].date_of_birth
    parents = world.parents.get(child, ())[:1]
    return any(
        other != child and world.people[other].date_of_birth == born
        for parent in parents
        for other in world.children[parent]
    )


def family_type(children: pd.DataFrame) -> FamilyType:
    """Say who brings up the children of one household."""
    parents = children["parents_at_home"].max()
    kinds = (
        (children["has_step_parent"].any(), FamilyType.STEP),
        (parents >= _COUPLE, FamilyType.COUPLE),
        (parents == 1, FamilyType.LONE),
        (children["is_with_kin"].any(), FamilyType.KIN),
        (children["is_fostered"].any(), FamilyType.FOSTER),
    )
    return next((kind for is_so, kind in kinds if is_so), FamilyType.NOBODY_TIED)
