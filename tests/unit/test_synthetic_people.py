"""The people of a town are as various, as old and as related as people are."""

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from synthetic_data.facts import PARENTS, Person, Role, Stage
from synthetic_data.plan import TownPlan
from synthetic_data.town import Town, imagine_town
from synthetic_data.world import World

AS_AT = date(2026, 9, 30)


@pytest.fixture(scope="module")
def town() -> Town:
    return imagine_town(TownPlan(people=10_000, seed=5, service_multiplier=3.0))


@pytest.fixture(scope="module")
def world(town: Town) -> World:
    return town.world


@pytest.fixture(scope="module")
def residents(world: World) -> list[Person]:
    return [world.people[n] for n in world.home if world.is_resident(n) and is_born(world, n)]


@pytest.fixture(scope="module")
def children(residents: list[Person]) -> list[Person]:
    return [person for person in residents if person.age_at(AS_AT) < 18]


def is_born(world: World, number: int) -> bool:
    return not world.people[number].expected


def test_a_town_has_as_many_people_as_asked_for(residents: list[Person]) -> None:
    assert len(residents) == 10_000


def test_given_names_change_with_the_decade(residents: list[Person]) -> None:
    def borne(name: str, first: int, last: int) -> int:
        return sum(p.given == name for p in residents if first <= p.date_of_birth.year <= last)

    assert borne("Margaret", 1930, 1955) > borne("Margaret", 1995, 2026)
    assert borne("Olivia", 1995, 2026) > borne("Olivia", 1930, 1955)


def test_ages_are_those_of_a_town(residents: list[Person]) -> None:
    ages = [person.age_at(AS_AT) for person in residents]
    assert 0.19 < sum(age < 18 for age in ages) / len(ages) < 0.24
    assert 0.14 < sum(age >= 65 for age in ages) / len(ages) < 0.22
    assert sum(person.date_of_birth.year < 1945 for person in residents) > 300


def test_twins_share_a_birth_date_and_not_a_name(world: World, children: list[Person]) -> None:
    births: dict[tuple[int, date], list[Person]] = {}
    for child in children:
        mother = world.parents[child.number][0]
        births.setdefault((mother, child.date_of_birth), []).append(child)
    twins = [born for born in births.values() if len(born) > 1]
    assert 0.005 < len(twins) / len(births) < 0.03
    assert all(len({child.given for child in born}) == len(born) for born in twins)


def test_a_few_sons_have_their_fathers_whole_name(world: World, children: list[Person]) -> None:
    namesakes = [
        child
        for child in children
        for parent in world.parents[child.number]
        if (world.people[parent].given, world.people[parent].family) == (child.given, child.family)
    ]
    assert 3 < len(namesakes) < 60


def test_some_children_do_not_have_their_fathers_surname(
    world: World, children: list[Person]
) -> None:
    other = [
        child
        for child in children
        for tie in world.carers_by_child[child.number]
        if tie.role is Role.FATHER and world.people[tie.adult].family != child.family
    ]
    assert 0.08 < len(other) / len(children) < 0.3


def test_parents_are_of_an_age_to_be_parents(world: World) -> None:
    for tie in world.ties:
        if tie.role in PARENTS:
            child, parent = world.people[tie.child], world.people[tie.adult]
            gap = child.date_of_birth.year - parent.date_of_birth.year
            assert 14 <= gap <= (50 if tie.role is Role.MOTHER else 70)


def test_every_kind_of_carer_occurs(world: World) -> None:
    roles = {tie.role for tie in world.ties}
    assert roles >= set(Role) - {Role.OTHER_CARER, Role.GUARDIAN}


def test_foster_carers_look_after_children_of_several_families(world: World) -> None:
    homes: dict[int, set[int]] = {}
    for child, origin in world.origin.items():
        homes.setdefault(world.home[child], set()).add(origin)
    assert any(len(origins) > 1 for origins in homes.values())


def test_communal_places_hold_more_than_ten_people_at_one_property(world: World) -> None:
    for kind in ("care_home", "hostel"):
        places = [home for home in world.households if home.kind == kind]
        assert places
        assert all(len(home.members) > 10 for home in places)


def test_about_a_tenth_of_the_people_move_in_a_year(world: World, residents: list[Person]) -> None:
    since = date(2025, 9, 30)
    moved = sum(
        world.stays[person.number][-1].first > since
        for person in residents
        if person.date_of_birth < since
    )
    assert 0.07 < moved / len(residents) < 0.15


def test_addresses_of_a_person_follow_each_other(world: World) -> None:
    for stays in world.stays.values():
        assert stays[-1].last is None
        for earlier, later in pairwise(stays):
            assert earlier.last is not None
            assert earlier.first <= earlier.last < later.first


def test_a_separated_father_lived_with_his_children_before(world: World) -> None:
    shared = 0
    for tie in world.ties:
        arrival = world.arrivals.get(tie.adult)
        if tie.role is Role.FATHER and arrival is not None and arrival.came_from is not None:
            his = {stay.dwelling.uprn for stay in world.stays[tie.adult]}
            family = {stay.dwelling.uprn for stay in world.homes[arrival.came_from]}
            shared += bool(his & family)
    assert shared > 20


def test_mental_health_services_work_with_parents_and_poorer_streets_more(
    world: World, residents: list[Person]
) -> None:
    adults = [person.number for person in residents if person.age_at(AS_AT) >= 18]
    spells = [s for s in world.spells if s.stage is Stage.MENTAL_HEALTH and s.open_at(AS_AT)]
    served = {spell.person for spell in spells}
    parents = {
        tie.adult for tie in world.ties if tie.role in PARENTS and world.is_dependent(tie.child)
    }
    assert 0.06 < len(served) / len(adults) < 0.13
    assert 0.24 < len(served & parents) / len(served) < 0.38

    def mean_rank(people: set[int]) -> float:
        return sum(world.imd_rank(number) for number in people) / len(people)

    assert mean_rank(served) < mean_rank(set(adults))


def test_the_multiplier_scales_services() -> None:
    def served(multiplier: float) -> int:
        plan = TownPlan(people=4_000, seed=2, service_multiplier=multiplier)
        return len({spell.person for spell in imagine_town(plan).world.spells})

    assert served(1.0) < 0.7 * served(3.0)


def test_children_are_looked_after_away_from_the_home_they_came_from(world: World) -> None:
    assert world.origin
    for child in world.origin:
        placements = world.placements[child]
        assert (placements[-1].household, placements[-1].last) == (world.home[child], None)
        for stay in world.stays[child]:
            is_placed = any(placement.holds_on(stay.first) for placement in placements)
            assert stay.use == ("placement" if is_placed else "home")


def test_pupils_are_of_school_age_and_have_their_own_number(world: World) -> None:
    assert len({place.upn for place in world.enrolments.values()}) == len(world.enrolments)
    ages = [world.people[number].age_at(AS_AT) for number in world.enrolments]
    assert (min(ages), max(ages)) == (4, 16)
    provision = Counter(place.provision for place in world.enrolments.values())
    assert 0.10 < provision["K"] / len(ages) < 0.18
    assert 0.02 < provision["E"] / len(ages) < 0.07


def test_phones_are_not_shared_by_chance(residents: list[Person]) -> None:
    phones = Counter(person.phone for person in residents if person.phone)
    assert max(phones.values()) == 1


@pytest.mark.parametrize(("people", "multiplier"), [(0, 3.0), (10, 0.0)])
def test_a_plan_that_makes_no_town_is_refused(people: int, multiplier: float) -> None:
    with pytest.raises(ValueError, match="at least one person"):
        TownPlan(people=people, service_multiplier=multiplier)
