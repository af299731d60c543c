"""How many households of each kind a town has.

Shares follow the census of 2021: a fifth of the people are children, a tenth of the children live
in step-families, more than three in a hundred have a second parental home.
"""

from collections.abc import Callable
from types import MappingProxyType

from synthetic_data.chance import Weighted
from synthetic_data.families import FamilyBuilder
from synthetic_data.family_ages import sharer_age
from synthetic_data.family_kinds import (
    adult_children,
    couple,
    couple_children,
    kinship,
    lone_parent,
    multi_generation,
    single,
    step_family,
)

Kind = Callable[[FamilyBuilder], object]


def shared_house(build: FamilyBuilder) -> None:
    """Lodgers who are nothing to each other."""
    home = build.household("sharers", 0.75, "hmo")
    for _ in range(build.chance.whole(3, 7)):
        build.lodge(home, build.chance.pick("MMF"), sharer_age(build.chance), 1.2)


def care_home(build: FamilyBuilder) -> None:
    """A home for the old: more than ten people at one address."""
    home = build.household("communal", 0.7, "care_home")
    for _ in range(build.chance.whole(18, 36)):
        build.lodge(home, build.chance.pick("FFM"), build.chance.between(76, 98), 2.0)


def hostel(build: FamilyBuilder) -> None:
    """A hostel: more than ten adults at one address, and not for long."""
    home = build.household("communal", 0.85, "hostel")
    for _ in range(build.chance.whole(12, 24)):
        build.lodge(home, build.chance.pick("MMF"), build.chance.between(19, 60), 0.5)


def foster_home(build: FamilyBuilder) -> None:
    """A couple who foster; the children come when services place them."""
    age = build.chance.between(38, 63)
    carers = build.couple(age, age + build.chance.between(-3, 6), married=0.85)
    build.settle(build.household("foster", 0.35, "foster"), *carers)


_KINDS: MappingProxyType[Kind, float] = MappingProxyType(
    {
        single: 0.262,
        couple: 0.245,
        couple_children: 0.172,
        lone_parent: 0.058,
        step_family: 0.027,
        kinship: 0.005,
        adult_children: 0.095,
        multi_generation: 0.012,
        shared_house: 0.014,
    }
)
_LEAVING_KINDS: MappingProxyType[Kind, float] = MappingProxyType(
    {single: 0.6, couple: 0.2, couple_children: 0.12, lone_parent: 0.08}
)
_PEOPLE_PER: MappingProxyType[Kind, int] = MappingProxyType({care_home: 5_000, hostel: 7_000})
_TOWN_WITH_COMMUNAL_PLACES = 1_000
_ROOM_FOR_A_FAMILY = 14
_SHARE_LEFT, _LEFT_WITHIN_YEARS = 0.015, 3.0


def people_the_town(build: FamilyBuilder, people: int, foster_homes: int) -> None:
    """Fill the town with households until it has that many people.

    Some families have moved away and are still on somebody's books: they are made as well, and
    are not counted.
    """
    if people >= _TOWN_WITH_COMMUNAL_PLACES:
        for kind, per in _PEOPLE_PER.items():
            for _ in range(max(1, people // per)):
                kind(build)
        for _ in range(foster_homes):
            foster_home(build)
    kinds = Weighted.of(_KINDS)
    while people - build.residents > _ROOM_FOR_A_FAMILY:
        kinds.draw(build.chance)(build)
    while build.residents < people:
        single(build)
    _let_some_leave(build, int(people * _SHARE_LEFT))


def _let_some_leave(build: FamilyBuilder, people: int) -> None:
    """Make households that have left the town in the last years."""
    before, first = build.residents, len(build.world.households)
    kinds = Weighted.of(_LEAVING_KINDS)
    while build.residents - before < people:
        kinds.draw(build.chance)(build)
    for household in build.world.households[first:]:
        if not household.away:
            years = build.chance.between(0.1, _LEFT_WITHIN_YEARS)
            household.left = build.people.born_years_ago(years)
    build.residents = before


def employ_professionals(build: FamilyBuilder, people: int) -> None:
    """Make the professionals who stand as contacts on many records; they live elsewhere."""
    world = build.world
    teams = (
        (world.care_coordinators, people // 800 + 3),
        (world.social_workers, people // 1_500 + 3),
    )
    for team, count in teams:
        for _ in range(count):
            person = build.people.adult(build.chance.pick("FFM"), build.chance.between(26, 62))
            build.settle(build.household("elsewhere", 0.3, away=True), person)
            team.append(person.number)
