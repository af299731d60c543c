"""Whoever moves together, is placed, changes school or leaves the town does so on every night."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest

from synthetic_data.facts import Household, Stage, Stay
from synthetic_data.places.places import OUTSIDE
from synthetic_data.places.residence import time_in_town
from synthetic_data.plan import TownPlan
from synthetic_data.services.school_years import LAST_YEAR, year_group
from synthetic_data.town import Town, imagine_town
from synthetic_data.world import World

AS_AT = date(2026, 9, 30)
DAY = timedelta(days=1)
SCHOOL_AGE = range(1, LAST_YEAR + 1)


@pytest.fixture(scope="module")
def town() -> Town:
    return imagine_town(TownPlan(people=20_000, seed=5, service_multiplier=3.0))


@pytest.fixture(scope="module")
def world(town: Town) -> World:
    return town.world


@pytest.fixture(scope="module", params=[0, 30, 200, 400, 700], ids=lambda days: f"{days} days ago")
def view(request: pytest.FixtureRequest, town: Town) -> World:
    return town.on(AS_AT - timedelta(days=request.param)).world


def stay_on(world: World, person: int, day: date) -> Stay:
    return next(s for s in world.stays[person] if s.first <= day <= (s.last or day))


def left_households(world: World) -> list[Household]:
    return [home for home in world.households if home.left is not None and home.left < AS_AT]


def test_who_came_together_came_from_one_home(world: World) -> None:
    together: dict[tuple[int, date], list[int]] = defaultdict(list)
    for number, arrival in world.arrivals.items():
        if arrival.joined is not None and world.household_of(number).kind == "temporary":
            together[world.home[number], arrival.joined].append(number)
    families = [members for members in together.values() if len(members) > 1]
    assert families
    for members in families:
        joined = world.arrivals[members[0]].joined
        assert joined is not None
        assert len({stay_on(world, n, joined - DAY).dwelling.uprn for n in members}) == 1
        assert len({world.arrivals[n].came_from for n in members}) == 1


def test_students_of_one_hall_did_not_come_from_one_home(world: World) -> None:
    students = [n for n in world.home if world.household_of(n).kind == "student_hall"]
    assert students
    came_from = Counter(world.arrivals[n].came_from for n in students)
    assert set(came_from.values()) == {1}


def test_who_came_from_a_home_of_the_town_is_at_home_there_before(town: Town) -> None:
    world = town.world
    view = town.on(AS_AT - timedelta(days=200)).world
    later = [
        number
        for number, arrival in world.arrivals.items()
        if number in view.home and number not in view.arrivals and number in view.stays
        if arrival.came_from is not None and not world.people[number].died
    ]
    at_home = [n for n in later if view.is_resident(n)]
    assert len(at_home) > 50
    assert len({view.home[n] for n in later}) > 0.3 * len(later)
    for number in at_home:
        assert view.stays[number][-1].dwelling.town != OUTSIDE


def test_a_child_lives_with_somebody_who_has_care_of_it_or_is_placed(view: World) -> None:
    checked = 0
    for child in view.home:
        if not view.is_dependent(child) or view.people[child].age_at(view.as_at) >= 16:
            continue
        checked += 1
        carers = [tie.adult for tie in view.carers_by_child[child]]
        is_cared_for = any(view.lives_with(child, adult) for adult in carers)
        assert is_cared_for or child in view.origin
    assert checked > 3_000


def test_a_placed_child_lives_with_foster_carers_while_it_is_placed(
    world: World, view: World
) -> None:
    placed = 0
    for child, placements in world.placements.items():
        now = [each for each in placements if each.holds_on(view.as_at)]
        if child not in view.home:
            continue
        assert (child in view.origin) == bool(now)
        for placement in now:
            placed += 1
            assert view.home[child] == placement.household
            assert child in view.households[placement.household].members
            assert view.origin[child] != placement.household
            assert view.stays[child][-1].use == "placement"
            assert view.placements[child][-1].last is None
    assert placed > 20


def test_a_placement_that_ended_lies_between_two_stays_at_home(world: World) -> None:
    returned = [
        child
        for child, (*_, last) in world.placements.items()
        if last.last is not None and child not in world.adopted
    ]
    assert len(returned) > 10
    for child in returned:
        placement = world.placements[child][-1]
        assert stay_on(world, child, placement.first).use == "placement"
        assert stay_on(world, child, placement.last or AS_AT).use == "placement"
        assert stay_on(world, child, AS_AT).use == "home"


def test_stays_of_a_person_follow_each_other_without_a_gap(world: World) -> None:
    for stays in world.stays.values():
        for earlier, later in pairwise(stays):
            assert earlier.last == later.first - DAY


def test_a_placed_child_keeps_the_move_its_family_made_before(world: World) -> None:
    moved = [child for child in world.origin if child in world.arrivals]
    assert moved
    for child in moved:
        joined = world.arrivals[child].joined
        assert joined is not None
        assert world.family_home_on(child, joined - DAY) != world.origin[child]
        assert stay_on(world, child, world.placements[child][-1].first).use == "placement"


def test_an_adopted_child_was_with_foster_carers_before(world: World) -> None:
    fostered = [child for child in world.adopted if child in world.placements]
    assert len(fostered) > 5
    for child in fostered:
        joined = world.arrivals[child].joined
        assert world.placements[child][-1].last == (joined or AS_AT) - DAY


def test_nearly_all_children_of_school_age_are_pupils_on_every_day(town: Town) -> None:
    for day in (date(2026, 9, 30), date(2026, 7, 1), date(2025, 12, 1), date(2024, 10, 1)):
        view = town.on(day).world
        ages, pupils = Counter[tuple[bool, int]](), Counter[tuple[bool, int]]()
        for number in view.home:
            group = year_group(view.people[number].date_of_birth, day)
            if group in SCHOOL_AGE and view.is_resident(number):
                is_secondary = group >= 7
                ages[is_secondary, group] += 1
                place = view.enrolments.get(number)
                if place is not None:
                    assert place.year_group == group
                    assert (place.school[0] == "4") == is_secondary
                    pupils[is_secondary, group] += 1
        assert all(0.88 < pupils[key] / ages[key] < 0.99 for key in ages), day


def test_a_pupil_keeps_the_number_from_one_school_to_the_next(town: Town) -> None:
    before, now = (town.on(day).world.enrolments for day in (date(2026, 7, 1), AS_AT))
    moved = [n for n in before.keys() & now.keys() if before[n].school != now[n].school]
    assert len(moved) > 100
    assert all(before[n].upn == now[n].upn for n in before.keys() & now.keys())
    assert all(now[n].entered == date(2026, 9, 1) for n in moved)


def test_nobody_is_a_pupil_of_the_past_on_the_last_night(world: World) -> None:
    assert all(place.until is None for place in world.enrolments.values())
    assert any(place.until is not None for place in world.school_places)
    assert all(world.is_resident(number) for number in world.enrolments)


def test_services_and_schools_work_with_families_until_they_leave(town: Town) -> None:
    world = town.world
    left = {n: home.left for home in left_households(world) for n in home.members}
    theirs = [spell for spell in world.spells if spell.person in left]
    cut = Counter(spell.stage for spell in theirs if spell.end == left[spell.person])
    assert all(cut[stage] for stage in (Stage.MENTAL_HEALTH, Stage.IN_NEED, Stage.EARLY_HELP))
    for spell in theirs:
        gone = left[spell.person]
        assert gone is not None
        assert spell.end is not None
        assert spell.end <= gone
        if spell.end == gone and spell.stage is Stage.IN_NEED:
            assert spell.outcome == "RC5"
    places = [p for p in world.school_places if p.person in left and p.until == left[p.person]]
    assert len(places) > 20
    child, gone = places[0].person, places[0].until
    assert gone is not None
    assert child in town.on(gone - DAY).world.enrolments
    assert child not in town.on(gone).world.enrolments


def test_those_who_leave_are_known_as_often_as_others(town: Town) -> None:
    def share(world: World, people: list[int]) -> float:
        known = {s.person for s in world.spells if s.open_at(world.as_at)}
        return sum(number in known for number in people) / len(people)

    view = town.on(AS_AT - timedelta(days=365)).world
    leaving = [n for home in left_households(town.world) for n in home.members if n in view.home]
    leaving = [n for n in leaving if view.is_resident(n)]
    residents = [n for n in view.home if view.is_resident(n)]
    assert len(leaving) > 100
    assert 0.4 < share(view, leaving) / share(view, residents) < 2.5


def test_a_service_works_with_nobody_before_they_came(world: World) -> None:
    for spell in world.spells:
        if spell.person not in world.adopted:
            came, _ = time_in_town(world, spell.person)
            assert spell.start >= came


def test_no_home_holds_two_unrelated_households_at_once_now_or_before(world: World) -> None:
    at_home: dict[str, list[tuple[date, date, int]]] = defaultdict(list)
    for household in world.households:
        if household.shares_with is None and household.kind not in ("deceased", "adopted"):
            for stay in world.homes[household.number]:
                if stay.dwelling.kind == "house" and stay.dwelling.town != OUTSIDE:
                    last = stay.last or date.max
                    at_home[stay.dwelling.uprn].append((stay.first, last, household.number))
    shared = 0
    for periods in at_home.values():
        ordered = sorted(periods)
        shared += len({number for _, _, number in ordered}) > 1
        for (_, last, one), (first, _, other) in pairwise(ordered):
            assert first > last or one == other
    assert shared > 1_000


def test_spells_of_a_view_are_of_those_who_had_come_by_then(view: World) -> None:
    for spell in view.spells:
        home = view.household_of(spell.person)
        assert not home.away or home.kind in ("deceased", "adopted")
    assert all(view.is_resident(number) for number in view.enrolments)
