"""Services work with as many people as in England, with those who belong together, to the last day.

Shares are of a town of 40,000 people at national prevalence, or of three towns with 80,000 where
they are small; the tolerances are what chance alone does to so many, families being known as a
whole.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from synthetic_data.chance import Chance
from synthetic_data.facts import PARENTS, Arrival, Person, Role, Spell, Stage
from synthetic_data.plan import TownPlan
from synthetic_data.services.mental_health import refer_adults
from synthetic_data.services.schooling import schools
from synthetic_data.services.social_care import SocialWork
from synthetic_data.town import imagine_town
from synthetic_data.world import World

AS_AT = date(2026, 9, 30)
YEAR = timedelta(days=365)
SOCIAL_CARE = (Stage.IN_NEED, Stage.PROTECTION_PLAN, Stage.LOOKED_AFTER)


def imagine(people: int, seed: int) -> World:
    return imagine_town(TownPlan(people=people, seed=seed, as_at=AS_AT)).world


@pytest.fixture(scope="module")
def world() -> World:
    return imagine(40_000, 7)


@pytest.fixture(scope="module")
def towns(world: World) -> tuple[World, ...]:
    return world, imagine(20_000, 8), imagine(20_000, 9)


@pytest.fixture(scope="module")
def adults(world: World) -> set[int]:
    return {n for n in world.home if world.is_resident(n) and world.people[n].age_at(AS_AT) >= 18}


@pytest.fixture(scope="module")
def children(world: World) -> set[int]:
    return {number for number in world.home if world.is_dependent(number)}


@pytest.fixture(scope="module")
def of_served(world: World, children: set[int]) -> set[int]:
    """Children of whom a carer is open to mental health."""
    served = open_at(world, Stage.MENTAL_HEALTH)
    return {c for c in children if any(t.adult in served for t in world.carers_by_child[c])}


@pytest.fixture
def small() -> World:
    """A town whose services are still to be imagined."""
    world = imagine(3_000, 3)
    world.spells.clear()
    world.parental_status.clear()
    return world


def open_at(world: World, stage: Stage, day: date = AS_AT) -> set[int]:
    return {spell.person for spell in world.spells if spell.stage is stage and spell.open_at(day)}


def at(world: World, *stages: Stage) -> list[Spell]:
    return [spell for spell in world.spells if spell.stage in stages]


def share(part: set[int], whole: set[int]) -> float:
    return len(part & whole) / len(whole)


def rate(spells: list[Spell], is_so: Callable[[Spell], bool]) -> float:
    return sum(map(is_so, spells)) / len(spells)


def test_one_adult_in_twenty_is_open_to_mental_health_in_a_year(
    world: World, adults: set[int]
) -> None:
    in_year = {
        spell.person
        for spell in at(world, Stage.MENTAL_HEALTH)
        if spell.end is None or spell.end >= AS_AT - YEAR
    }
    assert 0.045 < share(in_year, adults) < 0.056


def test_three_in_ten_of_those_open_to_mental_health_are_parents(
    world: World, adults: set[int], children: set[int]
) -> None:
    parents = {t.adult for c in children for t in world.carers_by_child[c] if t.role in PARENTS}
    assert 0.25 < share(parents, open_at(world, Stage.MENTAL_HEALTH) & adults) < 0.35


@pytest.mark.parametrize(
    ("stage", "low", "high"),
    [
        (Stage.IN_NEED, 0.028, 0.041),
        (Stage.PROTECTION_PLAN, 0.0023, 0.0062),
        (Stage.LOOKED_AFTER, 0.0042, 0.0098),
        (Stage.EARLY_HELP, 0.028, 0.043),
    ],
)
def test_children_are_known_as_often_as_in_england(
    towns: tuple[World, ...], stage: Stage, low: float, high: float
) -> None:
    children = sum(world.is_dependent(number) for world in towns for number in world.home)
    known = sum(world.is_dependent(n) for world in towns for n in open_at(world, stage))
    assert low < known / children < high


@pytest.mark.parametrize(
    ("stage", "tolerance"),
    [
        (Stage.MENTAL_HEALTH, 0.15),
        (Stage.IN_NEED, 0.3),
        (Stage.EARLY_HELP, 0.3),
        (Stage.LOOKED_AFTER, 0.5),
    ],
)
def test_a_year_ago_nearly_as_many_were_open(
    towns: tuple[World, ...], stage: Stage, tolerance: float
) -> None:
    now, then = (
        sum(len(open_at(world, stage, day)) for world in towns) for day in (AS_AT, AS_AT - YEAR)
    )
    assert then == pytest.approx(now, rel=tolerance)


@pytest.mark.parametrize(
    "stages", [(Stage.MENTAL_HEALTH,), (*SOCIAL_CARE, Stage.EARLY_HELP, Stage.NO_FURTHER_ACTION)]
)
def test_spells_begin_and_end_right_up_to_the_last_day(
    world: World, stages: tuple[Stage, ...]
) -> None:
    spells = at(world, *stages)
    for days in (
        [spell.start for spell in spells],
        [spell.end for spell in spells if spell.end is not None],
    ):
        in_last_month = sum(AS_AT - timedelta(days=30) < day <= AS_AT for day in days)
        in_half_a_year = sum(AS_AT - timedelta(days=180) < day <= AS_AT for day in days)
        assert 0.5 < 6 * in_last_month / in_half_a_year < 1.7
        assert max(days) > AS_AT - timedelta(days=4)
        assert max(days) <= AS_AT


def test_children_of_service_users_are_known_more_often(
    world: World, children: set[int], of_served: set[int]
) -> None:
    known = open_at(world, Stage.IN_NEED)
    assert share(known, of_served) > 2 * share(known, children - of_served)


@pytest.mark.parametrize(("multiplier", "most"), [(1.0, 0.6), (3.0, 0.72)])
def test_many_children_of_service_users_were_never_known(multiplier: float, most: float) -> None:
    """What linkage is for: were all known, social care's own ties would tell everything."""
    plan = TownPlan(people=15_000, seed=5, as_at=AS_AT, service_multiplier=multiplier)
    world = imagine_town(plan).world
    served = open_at(world, Stage.MENTAL_HEALTH)
    ever = {spell.person for spell in world.spells if spell.stage is not Stage.MENTAL_HEALTH}
    theirs = {
        number
        for number in world.home
        if world.is_dependent(number)
        and any(tie.adult in served for tie in world.carers_by_child[number])
    }
    assert 0.2 < share(ever, theirs) < most


def test_brothers_and_sisters_are_mostly_known_together(world: World, children: set[int]) -> None:
    known = open_at(world, Stage.IN_NEED) & children
    homes: dict[int, list[int]] = {}
    for child in children:
        homes.setdefault(world.birth_home(child), []).append(child)
    siblings = [other for home in homes.values() if known & set(home) for other in home]
    both = sum(other in known for other in siblings) - len({world.birth_home(c) for c in known})
    assert both / (len(siblings) - len({world.birth_home(c) for c in known})) > 0.7


@pytest.mark.parametrize("stage", [Stage.MENTAL_HEALTH, Stage.IN_NEED, Stage.EARLY_HELP])
def test_services_know_poorer_streets_better(world: World, stage: Stage) -> None:
    residents = {number for number in world.home if world.is_resident(number)}

    def mean_rank(people: set[int]) -> float:
        ranks = [world.homes[world.birth_home(n)][-1].dwelling.imd_rank for n in people]
        return sum(ranks) / len(ranks)

    assert mean_rank(open_at(world, stage) & residents) < 0.93 * mean_rank(residents)


def test_families_in_a_refuge_are_known_more_and_restricted_more(small: World) -> None:
    def known_and_restricted() -> tuple[int, float]:
        small.spells.clear()
        refer_adults(small, 1.0, Chance(1, "mental health"))
        SocialWork(small, Chance(1, "social care")).help_families(1.0)
        spells = at(small, Stage.IN_NEED)
        theirs = [spell for spell in spells if spell.person in moved]
        return len(theirs), sum(spell.restricted for spell in theirs) / max(len(theirs), 1)

    families = [h for h in small.households if any(map(small.is_dependent, h.members))][::8]
    moved = {number for household in families for number in household.members}
    before, restricted_before = known_and_restricted()
    for household in families:
        household.kind = "refuge"
    after, restricted_after = known_and_restricted()
    assert after > 2 * before
    assert restricted_after > 0.2 > restricted_before


def test_nobody_is_open_to_a_service_after_their_death(small: World) -> None:
    died = AS_AT - timedelta(days=40)
    small.people = [replace(person, died=died) for person in small.people]
    refer_adults(small, 3.0, Chance(1, "mental health"))
    assert len(small.spells) > 100
    assert all(spell.end is not None and spell.end <= died for spell in small.spells)
    assert any(spell.end == died for spell in small.spells)


def test_an_adopted_child_was_looked_after_under_the_name_it_had(small: World) -> None:
    before, after, *_ = (n for n in sorted(small.home) if small.is_dependent(n))
    adopted_on = AS_AT - timedelta(days=100)
    small.people[before] = replace(small.people[before], date_of_birth=AS_AT - 3 * YEAR)
    small.adopted[before] = after
    small.arrivals[before] = Arrival(joined=adopted_on)
    SocialWork(small, Chance(1, "social care")).help_families(1e-9)
    spells = {spell.stage: spell for spell in small.spells}
    assert set(spells) == {Stage.IN_NEED, Stage.LOOKED_AFTER}
    for spell in spells.values():
        assert (spell.person, spell.end, spell.outcome) == (before, adopted_on, "RC1")
        assert spell.start < adopted_on
    fostered = [t for t in small.ties if t.child == before and t.role is Role.FOSTER_CARER]
    assert all(tie.until == adopted_on for tie in fostered)


def test_nothing_is_known_of_an_adopted_child_from_before(small: World) -> None:
    children = [number for number in sorted(small.home) if small.is_dependent(number)]
    adopted_on = AS_AT - timedelta(days=100)
    for before, after in zip(children[::2], children[1::2], strict=False):
        small.adopted[before] = after
        small.arrivals[before] = Arrival(joined=adopted_on)
    SocialWork(small, Chance(1, "social care")).help_families(9.0)
    adopted = set(small.adopted.values())
    starts = [spell.start for spell in small.spells if spell.person in adopted]
    assert len(starts) > 20
    assert min(starts) == adopted_on


def test_nothing_for_children_goes_on_after_childhood(world: World) -> None:
    def last_day(person: Person) -> date:
        born = person.date_of_birth
        return date(born.year + 18, born.month, min(born.day, 28)) + timedelta(days=3)

    grown = [s for s in at(world, *SOCIAL_CARE) if world.people[s.person].age_at(AS_AT) >= 18]
    assert grown
    for spell in grown:
        assert spell.end is not None
        assert spell.end < last_day(world.people[spell.person])


def test_episodes_hold_what_the_census_asks_for(world: World) -> None:
    for spell in at(world, Stage.IN_NEED):
        assert spell.referred_by
        assert spell.need in {f"N{number}" for number in range(1, 10)}
        assert bool(spell.outcome) == (spell.end is not None)
        assert bool(spell.factors) == (spell.assessed_on is not None)
        if spell.assessed_on is not None:
            assert spell.start <= spell.assessed_on <= (spell.end or AS_AT)
        assert not spell.planned or spell.assessed_on is not None
    for spell in at(world, Stage.NO_FURTHER_ACTION):
        assert spell.referred_by
        assert (spell.need, spell.outcome, spell.factors) == ("", "", ())
    assert 0.5 < rate(at(world, Stage.IN_NEED), lambda spell: spell.planned) < 0.7


def test_the_mental_health_of_a_parent_is_noted_for_most_who_have_it_and_some_who_do_not(
    world: World, of_served: set[int]
) -> None:
    def noted(spell: Spell) -> bool:
        return "4B" in spell.factors

    ever = {spell.person for spell in at(world, Stage.MENTAL_HEALTH)}
    assessed = [spell for spell in at(world, Stage.IN_NEED) if spell.assessed_on is not None]
    theirs = [spell for spell in assessed if spell.end is None and spell.person in of_served]
    others = [
        spell
        for spell in assessed
        if not any(tie.adult in ever for tie in world.carers_by_child.get(spell.person, ()))
    ]
    assert 0.5 < rate(theirs, noted) < 0.85
    assert 0.14 < rate(others, noted) < 0.26


def test_parental_illness_is_the_need_of_some_children_of_service_users(world: World) -> None:
    def is_n3(spell: Spell) -> bool:
        return spell.need == "N3"

    ever = {spell.person for spell in at(world, Stage.MENTAL_HEALTH)}
    parts: dict[bool, list[Spell]] = {True: [], False: []}
    for spell in at(world, Stage.IN_NEED):
        carers = world.carers_by_child.get(spell.person, [])
        parts[any(tie.adult in ever for tie in carers)].append(spell)
    assert 0.15 < rate(parts[True], is_n3) < 0.4
    assert rate(parts[False], is_n3) < 0.05


def test_episodes_of_a_child_do_not_overlap(world: World) -> None:
    episodes: dict[int, list[Spell]] = {}
    for spell in sorted(at(world, Stage.IN_NEED), key=lambda spell: spell.start):
        episodes.setdefault(spell.person, []).append(spell)
    assert any(len(spells) > 1 for spells in episodes.values())
    for spells in episodes.values():
        for earlier, later in pairwise(spells):
            assert earlier.end is not None
            assert earlier.end <= later.start


def test_no_referral_without_action_is_made_while_an_episode_is_open(world: World) -> None:
    needs: dict[int, list[Spell]] = {}
    for spell in at(world, Stage.IN_NEED):
        needs.setdefault(spell.person, []).append(spell)
    referrals = at(world, Stage.NO_FURTHER_ACTION)
    assert any(referral.person in needs for referral in referrals)
    assert not any(
        need.open_at(referral.start)
        for referral in referrals
        for need in needs.get(referral.person, ())
    )


def test_some_looked_after_children_were_with_another_carer_first(world: World) -> None:
    ended = [
        tie
        for tie in world.ties
        if tie.role is Role.FOSTER_CARER and tie.until is not None and tie.child in world.origin
    ]
    assert ended
    for tie in ended:
        earlier, *_, now = world.placements[tie.child]
        assert tie.since is not None
        assert tie.until is not None
        assert earlier.first <= tie.since <= tie.until < now.first
        assert now.last is None


def test_half_of_the_service_users_have_a_recorded_status_and_some_of_it_is_wrong(
    world: World, children: set[int]
) -> None:
    served = {spell.person for spell in at(world, Stage.MENTAL_HEALTH)}
    parents = {t.adult for c in children for t in world.carers_by_child[c] if t.role in PARENTS}
    status = world.parental_status
    assert set(status) <= served
    assert 0.42 < len(status) / len(served) < 0.56

    def said(word: str, people: set[int]) -> float:
        return sum(status.get(n) == word for n in people) / len(people & set(status))

    assert said("yes", served & parents) > 0.65
    assert 0.08 < said("no", served & parents) < 0.3
    assert 0.005 < said("yes", served - parents) < 0.1
    assert 0.02 < said("unknown", served) < 0.12


def test_a_fifth_of_the_pupils_are_persistently_absent_and_more_of_those_in_need(
    world: World,
) -> None:
    absent = {number for number, place in world.enrolments.items() if place.absence >= 0.1}
    pupils, known = set(world.enrolments), open_at(world, Stage.IN_NEED)
    poor = {n for n in pupils if world.imd_rank(n) < 7_000}
    assert 0.175 < share(absent, pupils) < 0.225
    assert share(absent, pupils & known) > 1.4 * share(absent, pupils)
    assert share(absent, poor) > share(absent, pupils - poor)
    assert all(0 <= place.absence <= 1 for place in world.enrolments.values())


def test_pupils_are_suspended_and_eat_free_as_often_as_in_england(world: World) -> None:
    places = list(world.enrolments.values())
    assert 0.03 < sum(place.suspensions > 0 for place in places) / len(places) < 0.055
    assert 0.2 < sum(place.free_meals for place in places) / len(places) < 0.3
    meals: dict[int, set[bool]] = {}
    for place in places:
        meals.setdefault(world.birth_home(place.person), set()).add(place.free_meals)
    assert all(len(answers) == 1 for answers in meals.values())


def test_a_hundredth_are_young_carers_and_far_more_of_service_users_children(
    world: World, of_served: set[int]
) -> None:
    carers = {number for number, place in world.enrolments.items() if place.young_carer}
    pupils = set(world.enrolments)
    assert 0.005 < share(carers, pupils) < 0.016
    assert share(carers, pupils & of_served) > 3 * share(carers, pupils - of_served)


def test_towns_of_a_region_have_schools_of_their_own() -> None:
    numbers = [
        school.establishment
        for town in range(10)
        for kind in schools(500_000, town)
        for school in kind
    ]
    assert len(set(numbers)) == len(numbers)
    assert all(len(number) == 4 for number in numbers)
