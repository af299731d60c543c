"""An earlier day of a town is a view of its history: whole, and of that day."""

from collections import Counter
from datetime import date, timedelta

import pytest

from synthetic_data.facts import PREGNANCY_KNOWN, Stage
from synthetic_data.history import world_on
from synthetic_data.places.places import OUTSIDE
from synthetic_data.plan import TownPlan
from synthetic_data.town import Town, imagine_town
from synthetic_data.truth.family_units import true_families
from synthetic_data.world import World

AS_AT = date(2026, 9, 30)


@pytest.fixture(scope="module")
def town() -> Town:
    return imagine_town(TownPlan(people=6_000, seed=3, service_multiplier=3.0))


@pytest.fixture(scope="module")
def world(town: Town) -> World:
    return town.world


@pytest.fixture(scope="module", params=[1, 30, 400], ids=lambda days: f"{days} days before")
def view(request: pytest.FixtureRequest, town: Town) -> World:
    return town.on(AS_AT - timedelta(days=request.param)).world


@pytest.fixture(scope="module")
def month_before(town: Town) -> World:
    return town.on(AS_AT - timedelta(days=30)).world


def test_the_last_night_is_the_history_itself(world: World) -> None:
    assert world_on(world, AS_AT) is world


def test_nobody_can_see_the_day_after_the_last(world: World) -> None:
    with pytest.raises(ValueError, match="the history ends on 2026-09-30"):
        world_on(world, AS_AT + timedelta(days=1))


def test_a_child_has_two_homes_only_after_its_parents_parted(view: World, world: World) -> None:
    for child, second in world.second_home.items():
        if child in view.home:
            assert (child in view.second_home) == (second.since <= view.as_at)
    parted = {c for c in view.second_home if len(view.homes_of(c)) > 1}
    assert parted
    assert all(view.lives_with(child, parent) for child in parted for parent in view.parents[child])


def test_a_separation_gives_a_child_its_second_home(world: World) -> None:
    child, since = next(
        (child, second.since)
        for child, second in world.second_home.items()
        if len(world.homes_of(child)) > 1 and second.since > world.people[child].date_of_birth
    )
    before, after = world_on(world, since - timedelta(days=1)), world_on(world, since)
    assert len(before.homes_of(child)) == 1
    assert len(after.homes_of(child)) == 2


def test_a_view_leaves_the_history_as_it_is(world: World) -> None:
    people, members = list(world.people), [list(home.members) for home in world.households]
    ties, stays = list(world.ties), dict(world.stays)
    world_on(world, AS_AT - timedelta(days=200))
    assert people == world.people
    assert members == [home.members for home in world.households]
    assert ties == world.ties
    assert stays == world.stays


def test_everybody_of_a_view_lives_in_one_household(view: World) -> None:
    listed = Counter(number for home in view.households for number in home.members)
    assert set(view.home) <= set(listed)
    for home in view.households:
        for number in home.members:
            is_last_of_a_home = view.people[number].died is not None
            assert view.home[number] == home.number or is_last_of_a_home
    assert {view.home[number] for number in view.home} <= set(view.homes)


def test_nobody_of_a_view_lives_anywhere_after_it(view: World) -> None:
    for number in view.home:
        for stay in view.stays[number]:
            assert stay.first <= max(view.as_at, view.people[number].date_of_birth)
        last = view.stays[number][-1].last
        assert last is None or last >= view.as_at


def test_nobody_is_known_before_they_exist(view: World) -> None:
    for number in view.home:
        person = view.people[number]
        assert person.expected == (person.date_of_birth > view.as_at)
        assert person.date_of_birth <= view.as_at + PREGNANCY_KNOWN
        assert not (person.expected and (person.given or person.nhs_number))
        assert person.died is None or person.died <= view.as_at


def test_an_unborn_child_lives_where_its_mother_does(view: World) -> None:
    unborn = [number for number in view.home if view.people[number].expected]
    assert unborn
    for number in unborn:
        assert view.home[number] == view.home[view.parents[number][0]]


def test_a_child_born_after_a_move_was_expected_where_its_mother_lived_before() -> None:
    town = imagine_town(TownPlan(people=3_000, seed=3, scenario="shared_buildings"))
    expected_elsewhere = 0
    for child, (mother, *_) in town.world.parents.items():
        arrival, born = town.world.arrivals.get(mother), town.world.people[child].date_of_birth
        if child in town.world.arrivals or arrival is None or arrival.joined is None:
            continue
        if arrival.joined < born <= min(arrival.joined + PREGNANCY_KNOWN, AS_AT):
            view = town.on(arrival.joined - timedelta(days=1)).world
            if child in view.home:
                assert view.home[child] == view.home[mother] != town.world.home[child]
                expected_elsewhere += 1
    assert expected_elsewhere


def test_services_know_what_had_happened_and_no_more(view: World) -> None:
    assert view.spells
    for spell in view.spells:
        assert spell.person in view.home
        assert spell.start <= view.as_at
        assert spell.end is None or spell.end <= view.as_at
        assert spell.assessed_on is None or spell.assessed_on <= view.as_at
        assert not (spell.end is None and spell.outcome)
    assert all(place.entered <= view.as_at for place in view.enrolments.values())


def test_every_child_of_a_view_is_in_a_family_and_only_the_eldest_may_be_alone(
    view: World,
) -> None:
    families = true_families(view, {person.person_id for person in view.people})
    assert sorted(child for unit in families.units for child in unit.children) == list(
        families.dependents
    )
    for unit in families.units:
        is_nearly_grown = all(view.people[n].age_at(view.as_at) >= 16 for n in unit.children)
        assert unit.adults or is_nearly_grown
        assert set(unit.adults) <= set(view.home)


def test_who_is_a_couple_is_so_for_both(view: World) -> None:
    living = {one: other for one, other in view.partner.items() if view.people[one].died is None}
    assert living
    assert all(view.partner[other] == one for one, other in living.items())


def test_an_adopted_child_is_somebody_else_before_the_adoption(town: Town) -> None:
    adoptions = 0
    for before, after in town.world.adopted.items():
        joined = town.world.arrivals[before].joined
        assert joined is not None
        if joined > AS_AT or town.world.people[before].date_of_birth >= joined:
            continue
        adoptions += 1
        view = town.on(joined - timedelta(days=1)).world
        assert before not in view.adopted
        assert view.birth_home(before) == town.world.arrivals[before].came_from
        assert not view.is_resident(after)
        assert after not in view.parents
        assert not view.carers_by_child.get(after)
        assert town.on(joined).world.adopted[before] == after
    assert adoptions


def test_a_month_changes_a_town_in_every_way_a_town_changes(
    world: World, month_before: World
) -> None:
    now, before = world, month_before
    born = [n for n in before.home if before.people[n].expected and not now.people[n].expected]
    moved = [n for n in before.home if before.stays[n][-1].dwelling != now.stays[n][-1].dwelling]
    came = [n for n in before.home if not before.is_resident(n) and now.is_resident(n)]
    left = [n for n in before.home if before.is_resident(n) and not now.is_resident(n)]
    died = [n for n in before.home if now.people[n].died and not before.people[n].died]
    assert all((born, moved, came, left, died))
    assert len(moved) < 0.05 * len(before.home)
    for stage in (Stage.MENTAL_HEALTH, Stage.IN_NEED):
        begun = [s for s in now.spells if s.stage is stage and s.start > before.as_at]
        ended = [s for s in now.spells if s.stage is stage and s.end and s.end > before.as_at]
        assert begun
        assert ended


def test_those_who_came_since_were_elsewhere(town: Town) -> None:
    now, before = town.world, town.on(AS_AT - timedelta(days=400)).world
    came = [n for n in before.home if not before.is_resident(n) and now.is_resident(n)]
    from_outside = [n for n in came if before.stays[n][-1].dwelling.town == OUTSIDE]
    assert len(from_outside) > 0.3 * len(came)
