"""A scenario makes the thing it names several times as common, and nothing else of its own."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from types import MappingProxyType

import pytest

from synthetic_data.facts import PARENTS, Role, Stage
from synthetic_data.families.population import KINDS_OF_HOUSEHOLD
from synthetic_data.naming.communities import COMMUNITIES
from synthetic_data.plan import TownPlan
from synthetic_data.scenarios.emphasis import Emphasis
from synthetic_data.scenarios.scenarios import SCENARIOS, Scenario
from synthetic_data.town import imagine_town
from synthetic_data.world import World

PEOPLE, SEED = 6_000, 3
SEVERAL_TIMES = 2.5
YEAR = timedelta(days=365)
EVERY_SCENARIO = pytest.mark.parametrize("scenario", SCENARIOS.values(), ids=list(SCENARIOS))


def imagined(scenario: str = "") -> World:
    return imagine_town(TownPlan(people=PEOPLE, seed=SEED, scenario=scenario)).world


@pytest.fixture(scope="module")
def ordinary() -> World:
    return imagined()


def children(world: World) -> list[int]:
    return [number for number in world.home if world.is_dependent(number)]


def roles(world: World, child: int) -> set[Role]:
    return {tie.role for tie in world.carers_by_child[child]}


def twins(world: World) -> int:
    return sum(world.people[child].birth_order > 0 for child in children(world))


def step_children(world: World) -> int:
    return sum(Role.STEP_PARENT in roles(world, child) for child in children(world))


def children_of_two_homes(world: World) -> int:
    homes = [
        {
            world.home[tie.adult]
            for tie in world.carers_by_child[child]
            if tie.role in PARENTS and world.is_resident(tie.adult)
        }
        for child in children(world)
    ]
    return sum(len(each) > 1 for each in homes)


def looked_after(world: World) -> int:
    return len(
        {s.person for s in world.spells if s.stage is Stage.LOOKED_AFTER and s.open_at(world.as_at)}
    )


def moved_within_a_year(world: World) -> int:
    return sum(
        any(stay.first > world.as_at - YEAR for stay in world.stays[number][1:])
        for number in world.home
        if world.is_resident(number)
    )


def in_homes_where(is_such: Callable[[str, str], bool]) -> Callable[[World], int]:
    """Count residents by the kind and the family type of their household."""

    def count(world: World) -> int:
        homes = [world.household_of(number) for number in world.home if world.is_resident(number)]
        return sum(is_such(home.kind, home.family_type) for home in homes)

    return count


def with_other_customs(world: World) -> int:
    emphasised = SCENARIOS["hostile_names"].emphasis.communities
    return sum(
        world.people[number].community in emphasised
        for number in world.home
        if world.is_resident(number)
    )


def sons_with_their_fathers_name(world: World) -> int:
    people = world.people
    return sum(
        bool(people[tie.child].given) and people[tie.child].given == people[tie.adult].given
        for child in children(world)
        for tie in world.carers_by_child[child]
        if tie.role is Role.FATHER
    )


def homes_with_six_children(world: World) -> int:
    at_home = Counter(world.home[child] for child in children(world))
    return sum(count >= 6 for count in at_home.values())


def unborn(world: World) -> int:
    return sum(world.people[child].expected for child in children(world))


COUNTS: MappingProxyType[str, Callable[[World], int]] = MappingProxyType(
    {
        "twins": twins,
        "blended_families": step_children,
        "two_homes": children_of_two_homes,
        "looked_after": looked_after,
        "adoption": lambda world: len(world.adopted),
        "movers": moved_within_a_year,
        "students": in_homes_where(lambda _, family_type: family_type == "students"),
        "hostile_names": with_other_customs,
        "namesakes": sons_with_their_fathers_name,
        "shared_buildings": in_homes_where(
            lambda kind, family_type: (
                kind in ("refuge", "temporary", "hostel", "hmo") and family_type != "students"
            )
        ),
        "large_families": homes_with_six_children,
        "unborn": unborn,
    }
)


def test_every_scenario_is_counted_here_or_spoils_a_delivery() -> None:
    emphasised = {name for name, each in SCENARIOS.items() if each.emphasis != Emphasis()}
    spoilt = {name for name, each in SCENARIOS.items() if each.faults}
    assert emphasised == set(COUNTS)
    assert spoilt == set(SCENARIOS) - emphasised


@pytest.mark.parametrize("name", COUNTS)
def test_what_a_scenario_names_is_several_times_as_common(ordinary: World, name: str) -> None:
    count, world = COUNTS[name], imagined(name)
    assert count(ordinary)
    assert count(world) > SEVERAL_TIMES * count(ordinary)
    assert world.population() == ordinary.population() == PEOPLE


@EVERY_SCENARIO
def test_a_scenario_names_households_and_communities_that_there_are(scenario: Scenario) -> None:
    assert set(scenario.emphasis.households) <= KINDS_OF_HOUSEHOLD
    assert set(scenario.emphasis.communities) <= set(COMMUNITIES)


@EVERY_SCENARIO
def test_a_scenario_says_why_it_is_hard(scenario: Scenario) -> None:
    assert scenario.description.endswith(".")
    assert scenario.description.count(". ") == 0


def test_a_fault_leaves_the_world_as_it_is(ordinary: World) -> None:
    assert imagined("us_dates") == ordinary


def test_a_town_too_small_for_any_has_the_places_of_its_scenario() -> None:
    plan = TownPlan(people=900, seed=SEED, scenario="shared_buildings")
    kinds = {home.kind for home in imagine_town(plan).world.households}
    assert {"refuge", "temporary", "hostel"} <= kinds
