"""Children by household, with how likely it is that children's services know them.

More likely where a carer uses mental health services, where the street is poor, where one parent
is alone and where a family has no home of its own. What is then done is `social_care`.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from synthetic_data.facts import ADULT_AGE, Household, Person
from synthetic_data.places.places import AREAS_OF_ENGLAND
from synthetic_data.places.residence import home_in_town
from synthetic_data.world import World

_CARER_SERVED, _CARER_WAS_SERVED = 4.0, 2.2
# e to this power is the poorest area against the richest, where all else is alike; the Child
# Welfare Inequalities Project of 2020 found ten times as many children on plans and in care.
_STEEPNESS = 2.0
_FAMILY_WEIGHT = MappingProxyType({"lone_parent": 1.7, "kinship": 1.7, "step_family": 1.2})
_KIND_WEIGHT = MappingProxyType(
    {"refuge": 6.0, "temporary": 3.0, "hostel": 3.0, "no_fixed_abode": 3.0}
)
_RESTRICTED, _RESTRICTED_IN_REFUGE = 0.012, 0.4
_LEAP_DAY = (2, 29)
_GROWN_UP_SINCE = 1
"""Years since the eighteenth birthday; on an earlier night these were children."""


@dataclass(frozen=True, kw_only=True)
class FamilyAtHome:
    """Children of one household, how likely a service is, and how likely a restricted record.

    What is over depends less than what is open on the services that carers use now. Whoever has
    moved out of the town is seen as they were `until` then.
    """

    children: tuple[int, ...]
    weight: float
    weight_before: float
    restricted: float
    until: date


def last_day_of_childhood(person: Person) -> date:
    """Return the day before the eighteenth birthday; a leap day's is kept on the first of March."""
    born = person.date_of_birth
    if (born.month, born.day) == _LEAP_DAY:
        return date(born.year + ADULT_AGE, 2, 28)
    return born.replace(year=born.year + ADULT_AGE) - timedelta(days=1)


def families_at_home(world: World) -> list[FamilyAtHome]:
    """Gather the children of every household, those just grown up included."""
    served = {spell.person: spell.open_at(world.as_at) for spell in world.spells}
    for spell in world.spells:
        served[spell.person] |= spell.open_at(world.as_at)
    found = []
    for household in world.households:
        until = household.left or world.as_at
        children = tuple(number for number in household.members if _is_young(world, number, until))
        if children and not household.away:
            is_refuge = household.kind == "refuge"
            life, carers = _weight(world, household), _served(world, children, served)
            family = FamilyAtHome(
                children=children,
                weight=life * carers,
                weight_before=life * math.sqrt(carers),
                restricted=_RESTRICTED_IN_REFUGE if is_refuge else _RESTRICTED,
                until=until,
            )
            found.append(family)
    return found


def _is_young(world: World, number: int, day: date) -> bool:
    """Say whether somebody is a child with a carer on a day, or was a year before."""
    is_young = world.people[number].age_at(day) < ADULT_AGE + _GROWN_UP_SINCE
    return is_young and number in world.carers_by_child


def _weight(world: World, household: Household) -> float:
    """Return how likely a service is for where and how a family lives."""
    poverty = 1.0 - home_in_town(world, household).imd_rank / AREAS_OF_ENGLAND
    weight = math.exp(_STEEPNESS * poverty)
    weight *= _FAMILY_WEIGHT.get(household.family_type, 1.0)
    return weight * _KIND_WEIGHT.get(household.kind, 1.0)


def _served(world: World, children: tuple[int, ...], served: Mapping[int, bool]) -> float:
    """Return how many times as likely a service is for what carers use."""
    carers = {tie.adult for child in children for tie in world.carers_by_child[child]}
    if any(served.get(carer, False) for carer in carers):
        return _CARER_SERVED
    return _CARER_WAS_SERVED if any(carer in served for carer in carers) else 1.0
