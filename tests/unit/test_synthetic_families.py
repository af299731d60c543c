"""Families of a town are of every kind there is, and change up to the last day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest

from synthetic_data.chance import Chance
from synthetic_data.facts import PARENTS, Household, Person, Role
from synthetic_data.families.ages import birth_orders
from synthetic_data.families.builder import FamilyBuilder
from synthetic_data.families.people import PersonMaker
from synthetic_data.families.population import people_the_town
from synthetic_data.history import world_on
from synthetic_data.naming.names import NameBook
from synthetic_data.plan import TownPlan
from synthetic_data.town import imagine_town
from synthetic_data.truth.family_units import true_families
from synthetic_data.world import World

AS_AT = date(2026, 9, 30)
PRIVATE = ("family", "foster", "hmo")


@pytest.fixture(scope="module")
def world() -> World:
    return imagine_town(TownPlan(people=20_000, seed=7, service_multiplier=1.0)).world


@pytest.fixture(scope="module", params=(11, 12, 13))
def small(request: pytest.FixtureRequest) -> World:
    """A world of 10,000 people without services, for what every town must have."""
    seed = int(request.param)
    world = World(as_at=AS_AT)
    maker = PersonMaker(world, NameBook(Chance(seed, "names")), Chance(seed, "people"))
    people_the_town(FamilyBuilder(world, maker, Chance(seed, "families")), 10_000, 8)
    return world


def residents(world: World) -> list[Person]:
    return [
        world.people[n] for n in world.home if world.is_resident(n) and not world.people[n].expected
    ]


def children(world: World) -> list[Person]:
    return [person for person in residents(world) if person.age_at(AS_AT) < 18]


def born_members(world: World, home: Household) -> list[int]:
    return [
        n for n in home.members if world.home[n] == home.number and not world.people[n].expected
    ]


def households(world: World, *kinds: str) -> list[Household]:
    return [home for home in world.households if home.kind in kinds and home.left is None]


def share_with_a_step_parent(world: World) -> float:
    young = children(world)
    return sum(
        any(tie.role is Role.STEP_PARENT for tie in world.carers_by_child[child.number])
        for child in young
    ) / len(young)


def days_ago(days: Iterable[date | None], most: int) -> int:
    """Count the days that lie within so many days of the last one."""
    return sum(day is not None and 0 <= (AS_AT - day).days <= most for day in days)


def test_ages_are_those_of_the_census(world: World) -> None:
    ages = [person.age_at(AS_AT) for person in residents(world)]
    assert sum(age < 15 for age in ages) / len(ages) == pytest.approx(0.174, abs=0.02)
    assert sum(15 <= age < 65 for age in ages) / len(ages) == pytest.approx(0.64, abs=0.02)
    assert sum(age >= 65 for age in ages) / len(ages) == pytest.approx(0.186, abs=0.02)


def test_household_sizes_are_those_of_the_census(world: World) -> None:
    sizes = Counter(
        min(len(born_members(world, home)), 6)
        for home in households(world, *PRIVATE)
        if not home.away and born_members(world, home)
    )
    census = {1: 0.30, 2: 0.34, 3: 0.16, 4: 0.13, 5: 0.05, 6: 0.025}
    for size, share in census.items():
        assert sizes[size] / sizes.total() == pytest.approx(share, abs=0.03)


def test_a_quarter_of_the_families_with_children_have_one_parent(small: World) -> None:
    kinds = Counter(
        home.family_type
        for home in households(small, *PRIVATE, "refuge", "temporary")
        if any(small.is_dependent(n) for n in born_members(small, home))
    )
    assert kinds["lone_parent"] / kinds.total() == pytest.approx(0.25, abs=0.05)


def test_a_tenth_of_the_children_of_any_town_have_a_step_parent(small: World) -> None:
    assert 0.1 <= share_with_a_step_parent(small) < 0.17


def test_every_town_has_children_with_two_parental_homes(small: World) -> None:
    second = sum(
        any(
            tie.role in PARENTS and small.home[child.number] != small.home[tie.adult]
            for tie in small.carers_by_child[child.number]
            if small.is_resident(tie.adult)
        )
        for child in children(small)
    )
    assert second / len(children(small)) > 0.06


def test_one_child_in_twenty_five_lives_in_two_homes(world: World) -> None:
    here = [child.number for child in children(world)]
    both = [child for child in here if len(world.homes_of(child)) > 1]
    assert 0.03 < len(both) / len(here) < 0.05
    for child in both:
        parents = [tie.adult for tie in world.carers_by_child[child] if tie.role in PARENTS]
        assert len({world.home[parent] for parent in parents}) > 1
        assert all(world.lives_with(child, parent) for parent in parents)
        assert child not in world.households[world.second_home[child].household].members


def test_the_partner_at_a_second_home_is_a_step_parent(world: World) -> None:
    partners = 0
    for child, second in world.second_home.items():
        there = world.households[second.household].members
        parent = next(n for n in there if n in world.parents[child])
        if parent in world.partner:
            roles = {tie.adult: tie.role for tie in world.carers_by_child[child]}
            assert roles[world.partner[parent]] is Role.STEP_PARENT
            partners += 1
    assert partners > 10


def test_who_is_looked_after_elsewhere_lives_in_one_home(world: World) -> None:
    for child in world.origin:
        assert world.homes_of(child) == (world.home[child],)


def test_nobody_marries_before_both_are_eighteen(world: World) -> None:
    married = [person for person in world.people if person.changed_on is not None]
    assert married
    for person in married:
        partner = world.people[world.partner.get(person.number, person.number)]
        assert person.changed_on is not None
        assert min(one.age_at(person.changed_on) for one in (person, partner)) >= 18


def test_children_of_one_mother_are_twins_or_months_apart(world: World) -> None:
    close = 0
    for number, born in world.children.items():
        days = sorted({world.people[child].date_of_birth for child in born})
        if world.people[number].sex == "F":
            close += sum(later - earlier < timedelta(days=270) for earlier, later in pairwise(days))
    assert close == 0


def test_grandparents_who_are_a_couple_are_of_different_ages_apart(world: World) -> None:
    gaps = {
        abs(world.people[tie.adult].date_of_birth - world.people[partner].date_of_birth)
        for tie in world.ties
        if tie.role is Role.GRANDPARENT_CARER
        and (partner := world.partner.get(tie.adult)) is not None
    }
    assert len(gaps) > 5


def test_a_guardian_was_grown_up_when_the_children_came(world: World) -> None:
    guardians = [tie for tie in world.ties if tie.role is Role.GUARDIAN]
    assert guardians
    assert all(tie.since and world.people[tie.adult].age_at(tie.since) >= 18 for tie in guardians)


def test_a_child_that_is_not_born_has_no_name_of_its_own(world: World) -> None:
    unborn = [person for person in world.people if person.expected]
    assert unborn
    assert {(p.given, p.middle, p.known_as) for p in unborn} == {("", "", "")}


def test_a_parents_role_follows_from_their_sex(world: World) -> None:
    for tie in world.ties:
        if tie.role in PARENTS:
            expected = Role.MOTHER if world.people[tie.adult].sex == "F" else Role.FATHER
            assert tie.role is expected


def test_some_children_have_two_mothers_and_fewer_two_fathers(world: World) -> None:
    couples = Counter(
        tuple(
            tie.role
            for tie in world.carers_by_child[child.number]
            if tie.role in PARENTS and world.lives_with(child.number, tie.adult)
        )
        for child in children(world)
    )
    mothers, fathers = couples[Role.MOTHER, Role.MOTHER], couples[Role.FATHER, Role.FATHER]
    assert 0.004 < (mothers + fathers) / couples[Role.MOTHER, Role.FATHER] < 0.03
    assert mothers > fathers > 0


def test_a_few_families_have_six_children_and_more(world: World) -> None:
    sizes = Counter(
        sum(world.is_dependent(n) for n in born_members(world, home))
        for home in households(world, "family")
    )
    large = sum(count for size, count in sizes.items() if size >= 6)
    assert 0.001 < large / sum(count for size, count in sizes.items() if size) < 0.02


def test_those_born_together_are_numbered_and_a_child_born_alone_is_not(world: World) -> None:
    assert birth_orders([9.0, 4.0, 4.0, 4.0, 1.0]) == [0, 1, 2, 3, 0]
    for child in children(world):
        if child.birth_order > 1:
            mother = world.parents[child.number][0]
            siblings = [world.people[n] for n in world.children[mother]]
            assert any(
                twin.birth_order == 1 and twin.date_of_birth == child.date_of_birth
                for twin in siblings
            )
    assert sum(child.birth_order == 2 for child in children(world)) > 20


def test_twins_are_expected_on_one_day() -> None:
    world = World(as_at=AS_AT)
    chance = Chance(3, "families")
    maker = PersonMaker(world, NameBook(Chance(3, "names")), Chance(3, "people"))
    build = FamilyBuilder(world, maker, chance)
    home, mother = build.household("single", 0.5), maker.adult("F", 30.0)
    for _ in range(200):
        build.expect_child(home, mother, None)
    firsts = [person for person in world.people if person.birth_order == 1]
    assert firsts
    for first in firsts:
        second = world.people[first.number + 1]
        assert second.birth_order == 2
        assert second.date_of_birth == first.date_of_birth


def test_a_few_mothers_are_children_who_live_with_their_own_parents(world: World) -> None:
    mothers = {
        tie.adult for tie in world.ties if tie.role in PARENTS and world.is_dependent(tie.adult)
    }
    assert 0 < len(mothers) < 30
    for mother in mothers:
        assert world.people[mother].age_at(AS_AT) >= 15
        assert any(world.lives_with(mother, tie.adult) for tie in world.carers_by_child[mother])


def test_nearly_one_in_a_hundred_dies_in_a_year_mostly_the_old(world: World) -> None:
    dead = [person for person in world.people if person.died is not None]
    assert len(dead) / 3 / 20_000 == pytest.approx(0.009, abs=0.002)
    assert sum(person.age_at(AS_AT) >= 65 for person in dead) > 0.75 * len(dead)


def test_the_dead_are_where_no_service_looks_and_leave_nobody_partnered(world: World) -> None:
    for person in world.people:
        if person.died is not None:
            home, arrival = world.household_of(person.number), world.arrivals[person.number]
            assert (home.kind, home.away, arrival.joined) == ("deceased", True, person.died)
    for one, other in world.partner.items():
        assert world.people[one].died is not None or world.people[other].died is None


def test_the_dead_lived_at_home_until_the_day_they_died(world: World) -> None:
    eve = AS_AT - timedelta(days=30)
    view = world_on(world, eve)
    lately = [p.number for p in world.people if p.died is not None and p.died > eve]
    assert lately
    for number in lately:
        assert view.home[number] == world.arrivals[number].came_from
        assert view.people[number].died is None
        assert world.stays[number][0].first <= eve


def test_a_dead_parent_has_no_tie_any_more_and_had_one_before(world: World) -> None:
    ended = [tie for tie in world.ties if world.people[tie.adult].died is not None]
    assert sum(world.is_dependent(tie.child) for tie in ended) > 10
    for tie in ended:
        died = world.people[tie.adult].died
        assert died is not None
        assert not tie.holds_on(died)
        assert tie.holds_on(died - timedelta(days=1))
        assert tie not in world.carers_by_child[tie.child]


@pytest.mark.parametrize("back", [0, 30, 180, 365])
def test_no_child_is_ever_without_a_carer(world: World, back: int) -> None:
    view = world_on(world, AS_AT - timedelta(days=back))
    alone = [n for n in view.home if view.is_dependent(n) and not view.carers_by_child.get(n)]
    assert not alone
    assert true_families(view, set()).units


def test_an_adopted_child_is_two_identities(small: World) -> None:
    assert len(small.adopted) >= 2
    for number, follower in small.adopted.items():
        before, after = small.people[number], small.people[follower]
        assert (before.date_of_birth, before.sex) == (after.date_of_birth, after.sex)
        assert before.nhs_number != after.nhs_number
        day = small.arrivals[number].joined
        assert small.household_of(number).kind == "adopted"
        assert not small.is_resident(number)
        assert small.arrivals[follower].joined == day
        assert {tie.until for tie in small.ties if tie.child == number} == {day}
        now = [tie for tie in small.ties if tie.child == follower]
        assert {tie.since for tie in now} == {day}
        assert small.is_resident(follower)
        assert all(small.lives_with(follower, tie.adult) for tie in now)


def test_nothing_from_before_an_adoption_is_known_of_the_child_after_it(world: World) -> None:
    for number, follower in world.adopted.items():
        day = world.arrivals[number].joined
        assert day is not None
        assert world.stays[number][0].first < day == world.stays[follower][0].first


def test_about_three_in_a_thousand_children_were_adopted(world: World) -> None:
    assert 0.001 < len(world.adopted) / len(children(world)) < 0.006


@pytest.mark.parametrize("kind", ["refuge", "temporary"])
def test_families_under_one_roof_have_households_of_their_own(world: World, kind: str) -> None:
    homes = households(world, kind)
    followers = [home for home in homes if home.shares_with is not None]
    assert followers
    for home in followers:
        first = world.households[home.shares_with or 0]
        assert (first.kind, first.shares_with) == (kind, None)
        assert world.homes[home.number][-1].dwelling is world.homes[first.number][-1].dwelling
        assert world.homes[home.number][-1].dwelling.kind == kind


def test_women_came_to_a_refuge_not_long_ago_and_the_father_stayed_behind(world: World) -> None:
    for home in households(world, "refuge"):
        mother = home.members[0]
        arrival = world.arrivals[mother]
        assert arrival.joined is not None
        assert 0 < (AS_AT - arrival.joined).days < 366
        fathers = {
            tie.adult
            for child in home.members[1:]
            for tie in world.carers_by_child[child]
            if tie.role is Role.FATHER
        }
        assert {world.home[father] for father in fathers} <= {arrival.came_from}


def test_somebody_without_a_home_has_only_a_pseudo_postcode(world: World) -> None:
    homes = households(world, "no_fixed_abode")
    adults = sum(person.age_at(AS_AT) >= 18 for person in residents(world))
    assert len(homes) / adults == pytest.approx(0.001, abs=0.0004)
    for home in homes:
        dwelling = world.homes[home.number][-1].dwelling
        written = (dwelling.street, dwelling.premises, dwelling.uprn, dwelling.postcode)
        assert written == ("NO FIXED ABODE", "", "", "ZZ99 3VZ")
        assert dwelling.ward


def test_students_move_into_halls_and_houses_when_the_year_begins(world: World) -> None:
    homes = [home for home in households(world, "student_hall", "hmo") if home.members]
    students = [n for home in homes if home.family_type == "students" for n in home.members]
    joined = [world.arrivals[n].joined for n in students]
    assert {"student_hall", "hmo"} == {world.household_of(n).kind for n in students}
    assert all(day is not None and day.month == 9 and day <= AS_AT for day in joined)
    assert all(18 <= world.people[n].age_at(AS_AT) <= 24 for n in students)


def test_some_separated_women_go_by_their_own_name_again(world: World) -> None:
    again = [
        woman
        for woman in world.people
        if woman.sex == "F"
        and woman.changed_on is not None
        and any(
            world.people[n].family == woman.other_family
            for n in world.children.get(woman.number, ())
        )
        and woman.number not in world.partner
    ]
    assert 15 < len(again) < 200


def test_a_fifth_of_the_stepchildren_use_their_stepfathers_name_at_school(world: World) -> None:
    step = {
        tie.child: tie.adult
        for tie in world.ties
        if tie.role is Role.STEP_PARENT
        and tie.child not in world.second_home
        and world.people[tie.adult].sex == "M"
    }
    users = [n for n in step if world.people[n].preferred_family]
    assert len(users) / len(step) == pytest.approx(0.2, abs=0.06)
    for child in users:
        assert world.people[child].preferred_family == world.people[step[child]].family
    others = {p.number for p in world.people if p.preferred_family} - set(users)
    assert others <= set(world.second_home)


def test_things_happen_up_to_the_last_days(world: World) -> None:
    arrivals = [arrival.joined for arrival in world.arrivals.values()]
    assert days_ago(arrivals, 3) > 5
    assert days_ago([person.died for person in world.people], 14) > 2
    assert days_ago([p.date_of_birth for p in children(world)], 14) > 2
    assert days_ago([home.left for home in world.households], 30) > 2
    assert days_ago([world.homes[home.number][-1].first for home in world.households], 7) > 5


def test_the_same_seed_makes_the_same_families() -> None:
    def made() -> tuple[list[Person], list[int], int]:
        plan = TownPlan(people=5_000, seed=4, service_multiplier=1.0)
        world = imagine_town(plan).world
        return world.people, list(world.home.values()), len(world.ties)

    assert made() == made()
