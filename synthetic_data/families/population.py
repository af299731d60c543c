"""How many households of each kind a town has.

Shares follow the census of 2021: a sixth of the people are under 15, a tenth of the children live
in step-families, more than three in a hundred have a second parental home.
"""

from collections.abc import Callable
from types import MappingProxyType

from synthetic_data.chance import Weighted
from synthetic_data.families.adoption import adoption
from synthetic_data.families.builder import LAST_DAYS, FamilyBuilder
from synthetic_data.families.changes import kinship, lone_parent, step_family
from synthetic_data.families.communal import (
    care_home,
    foster_home,
    hostel,
    no_fixed_abode,
    shared_house,
    student_hall,
    student_house,
)
from synthetic_data.families.deaths import end_ties_of_the_dead, let_some_die
from synthetic_data.families.kinds import (
    adult_children,
    couple,
    couple_children,
    multi_generation,
    single,
)
from synthetic_data.families.newcomers import let_the_young_arrive
from synthetic_data.families.shelters import refuge, temporary_rooms

Kind = Callable[[FamilyBuilder], object]

_KINDS: MappingProxyType[Kind, float] = MappingProxyType(
    {
        single: 0.25,
        couple: 0.304,
        couple_children: 0.147,
        lone_parent: 0.065,
        step_family: 0.0325,
        kinship: 0.005,
        adult_children: 0.095,
        multi_generation: 0.018,
        shared_house: 0.01,
        student_house: 0.004,
    }
)
_LEAVING_KINDS: MappingProxyType[Kind, float] = MappingProxyType(
    {single: 0.6, couple: 0.2, couple_children: 0.12, lone_parent: 0.08}
)
# Among how many people there is one of these; refuges and halls are somewhat more frequent than in
# England, so that a town of 10,000 has some.
_PEOPLE_PER: MappingProxyType[Kind, int] = MappingProxyType({care_home: 5_000, hostel: 7_000})
_PEOPLE_PER_IN_TOWNS: MappingProxyType[Kind, int] = MappingProxyType(
    {
        adoption: 1_800,
        no_fixed_abode: 1_250,
        student_hall: 12_000,
        refuge: 12_000,
        temporary_rooms: 9_000,
    }
)
KINDS_OF_HOUSEHOLD = frozenset(
    kind.__name__ for kind in (*_KINDS, *_PEOPLE_PER, *_PEOPLE_PER_IN_TOWNS)
)
"""The names by which a scenario makes a kind more frequent."""
_TOWN_WITH_COMMUNAL_PLACES, _TOWN_WITH_ALL_PLACES = 1_000, 5_000
_ROOM_FOR_A_FAMILY = 20
_SHARE_LEFT, _LEFT_WITHIN_YEARS = 0.03, 3.0


def people_the_town(build: FamilyBuilder, people: int, foster_homes: int) -> None:
    """Fill the town with households until it has that many living people.

    Those who died are replaced by families of any kind. Some families have moved away and are
    still on somebody's books: they are made as well, and are not counted.
    """
    _open_places(build, people, _PEOPLE_PER, _TOWN_WITH_COMMUNAL_PLACES)
    if people >= _TOWN_WITH_COMMUNAL_PLACES:
        for _ in range(foster_homes):
            foster_home(build)
    _open_places(build, people, _PEOPLE_PER_IN_TOWNS, _TOWN_WITH_ALL_PLACES)
    _fill(build, people)
    let_some_die(build)
    _fill(build, people)
    while build.residents < people:
        single(build)
    _let_some_leave(build, int(people * _SHARE_LEFT))
    end_ties_of_the_dead(build.world)
    let_the_young_arrive(build)


def _open_places(
    build: FamilyBuilder, people: int, places: MappingProxyType[Kind, int], least: int
) -> None:
    """Open places by the size of the town; one too small for any has only what is emphasised."""
    for kind, per in places.items():
        count = max(1, people // per) if people >= least else 0
        often = build.emphasis.of_household(kind.__name__)
        if often != 1.0:
            count = round(often * max(people / per, count))
        for _ in range(count):
            kind(build)


def _fill(build: FamilyBuilder, people: int) -> None:
    kinds = Weighted.of(
        {kind: share * build.emphasis.of_household(kind.__name__) for kind, share in _KINDS.items()}
    )
    while people - build.residents > _ROOM_FOR_A_FAMILY:
        kinds.draw(build.chance)(build)


def _let_some_leave(build: FamilyBuilder, people: int) -> None:
    """Make households that have left the town in the last years."""
    before, first = build.residents, len(build.world.households)
    kinds = Weighted.of(_LEAVING_KINDS)
    while build.residents - before < people:
        kinds.draw(build.chance)(build)
    for household in build.world.households[first:]:
        if not household.away:
            years = build.chance.between(LAST_DAYS, _LEFT_WITHIN_YEARS)
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
