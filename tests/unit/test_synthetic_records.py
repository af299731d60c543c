"""How a source sees people: late, with errors, and the same on every night."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from synthetic_data.chance import Chance
from synthetic_data.facts import Person, Role
from synthetic_data.identifiers import nhs_check_digit
from synthetic_data.plan import TownPlan
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.records.habits import ADULT_MENTAL_HEALTH, GP, NO_FIXED_ABODE, SCHOOL, Source
from synthetic_data.records.mix_ups import nhs_number_as_written, number_of_relative
from synthetic_data.records.name_fields import given_of_newborn
from synthetic_data.records.observer import Observer, Portrait
from synthetic_data.town import imagine_town
from synthetic_data.world import World


@pytest.fixture(scope="module")
def world() -> World:
    return imagine_town(TownPlan(people=6_000, seed=9, service_multiplier=3.0)).world


def test_a_source_that_hears_late_has_old_addresses(world: World) -> None:
    observer = Observer(world, GP, ErrorLevel.CLINICAL, Chance(1, "late"))
    people = [p for p in world.people if p.number in world.home and world.is_resident(p.number)]
    old = sum(
        observer.portrait(person).home.dwelling != world.stays[person.number][-1].dwelling
        for person in people
    )
    assert 0.2 < old / len(people) < 0.5


def test_some_women_are_known_by_the_name_they_had(world: World) -> None:
    observer = Observer(world, GP, ErrorLevel.CLINICAL, Chance(1, "names"))
    married = [
        person for person in world.people if person.changed_on and person.number in world.home
    ]
    seen = [(person, observer.portrait(person)) for person in married]
    maiden = sum(portrait.former_family == person.family for person, portrait in seen)
    assert 0.02 < maiden / len(seen) < 0.2


def test_nobody_is_heard_of_before_the_source_met_them(world: World) -> None:
    observer = Observer(world, GP, ErrorLevel.CLINICAL, Chance(1, "since"))
    since = date(2026, 9, 1)
    assert all(observer.last_heard(since=since) >= since for _ in range(200))
    assert all(observer.last_heard(until=date(2020, 1, 1)) <= date(2020, 1, 1) for _ in range(200))


def portrait_of(world: World, person: Person) -> Portrait:
    """Let a hostile practice write somebody down, always with the same draws."""
    people = list(world.people)
    people[person.number] = person
    seen_in = replace(world, people=people)
    observer = Observer(seen_in, GP, ErrorLevel.HOSTILE, Chance(1, "gp"))
    observer.turn_to("patient", person)
    return observer.portrait(person)


def without_surname(seen: Portrait) -> Portrait:
    """Leave out what is drawn of a surname, and after it."""
    return replace(seen, family="", former_family="", postcode="")


def test_a_marriage_changes_the_surname_in_a_record_and_nothing_else(world: World) -> None:
    unmarried = [p for p in world.people if not p.other_family and p.number in world.home][:400]
    changed = 0
    for person in unmarried:
        married = replace(
            person, family="Whitlock", other_family=person.family, changed_on=date(2000, 1, 1)
        )
        before, after = portrait_of(world, person), portrait_of(world, married)
        changed += before.family != after.family
        if person.family not in (before.given, before.middle):
            assert without_surname(before) == without_surname(after)
    assert changed > 200


def test_a_record_depends_on_its_person_and_matter_alone(world: World) -> None:
    observer = Observer(world, GP, ErrorLevel.HOSTILE, Chance(1, "gp"))
    one, other = (world.people[number] for number in sorted(world.home)[:2])

    def seen(matter: str, person: Person) -> Portrait:
        observer.turn_to(matter, person)
        return observer.portrait(person)

    first = seen("patient", one)
    seen("patient", other)
    assert seen("patient", one) == first
    assert [seen(f"patient {turn}", one) for turn in range(20)] != [first] * 20


def test_no_birth_date_is_yet_to_come(world: World) -> None:
    newborn = replace(world.people[min(world.home)], date_of_birth=world.as_at)
    observer = Observer(world, GP, ErrorLevel.HOSTILE, Chance(1, "newborn"))
    seen = [observer.portrait(newborn).date_of_birth for _ in range(2_000)]
    assert all(born is not None and born <= world.as_at for born in seen)
    assert len(set(seen)) > 1


def test_a_mixed_up_nhs_number_is_of_somebody_of_the_family_or_invalid(world: World) -> None:
    chance = Chance(1, "numbers")
    child = next(
        person
        for person in world.people
        if world.is_dependent(person.number) and not person.expected
        for tie in world.carers_by_child.get(person.number, ())
        if tie.role is Role.MOTHER and world.people[tie.adult].nhs_number
    )
    mother = world.people[world.parents[child.number][0]]
    numbers = {
        nhs_number_as_written(world, child, ErrorLevel.HOSTILE, 5.0, chance) for _ in range(3_000)
    }
    others = numbers - {child.nhs_number, number_of_relative(world, child)}
    assert others
    assert all(nhs_check_digit(number[:9]) != int(number[9]) for number in others)
    family = {world.people[n].nhs_number for n in world.children[mother.number]}
    assert number_of_relative(world, child) in family | {mother.nhs_number}


def test_twins_are_given_each_others_number(world: World) -> None:
    twin = next(p for p in world.people if p.birth_order == 1 and p.nhs_number)
    siblings = world.children[world.parents[twin.number][0]]
    (other,) = (n for n in siblings if world.people[n].birth_order == 2)
    assert number_of_relative(world, twin) == world.people[other].nhs_number


def test_who_has_no_number_yet_is_given_none(world: World) -> None:
    chance, unborn = Chance(1, "numbers"), replace(world.people[0], nhs_number="")
    numbers = {
        nhs_number_as_written(world, unborn, ErrorLevel.HOSTILE, 9.0, chance) for _ in range(500)
    }
    assert "" in numbers
    assert len(numbers) <= 2


def test_an_address_is_written_with_the_errors_of_the_level(world: World) -> None:
    dwelling = world.homes[0][-1].dwelling

    def streets(level: ErrorLevel) -> int:
        observer = Observer(world, GP, level, Chance(1, "addresses"))
        written = [observer.address(dwelling) for _ in range(3_000)]
        return len({(text.premises, text.street.upper()) for text in written})

    assert streets(ErrorLevel.CLINICAL) < streets(ErrorLevel.HOSTILE)


def in_two_homes(world: World) -> list[Person]:
    return [world.people[n] for n in world.second_home if len(world.homes_of(n)) > 1]


def has_second_home(world: World, source: Source, person: Person, matter: str) -> bool:
    """Say whether a record of today has the address of the child's second home."""
    observer = Observer(world, source, ErrorLevel.CLINICAL, Chance(1, source.name))
    observer.turn_to(matter, person)
    seen = observer.portrait(person, since=world.as_at, until=world.as_at)
    there = world.homes[world.second_home[person.number].household][-1].dwelling
    return seen.home.dwelling == there


def test_a_third_of_the_records_of_a_child_of_two_homes_have_the_second(world: World) -> None:
    people = in_two_homes(world)
    seen = {
        source.name: [has_second_home(world, source, person, "a record") for person in people]
        for source in (GP, SCHOOL)
    }
    for second in seen.values():
        assert 0.15 < sum(second) / len(people) < 0.55
    assert seen[GP.name] != seen[SCHOOL.name]


def test_a_source_keeps_to_one_home_of_a_child(world: World) -> None:
    for person in in_two_homes(world):
        one, other = (has_second_home(world, GP, person, matter) for matter in ("one", "other"))
        assert one == other


def test_addresses_of_a_child_of_two_homes_follow_each_other(world: World) -> None:
    observer = Observer(world, GP, ErrorLevel.CLINICAL, Chance(1, "two homes"))
    for person in in_two_homes(world):
        stays = observer.portrait(person, since=world.as_at).stays
        assert stays[-1].last is None
        for earlier, later in pairwise(stays):
            assert earlier.first <= (earlier.last or later.first) <= later.first


def test_a_source_knows_of_one_home_before_the_parents_part(world: World) -> None:
    observer = Observer(world, GP, ErrorLevel.CLINICAL, Chance(1, "before"))
    for person in in_two_homes(world):
        day = world.second_home[person.number].since - timedelta(days=1)
        assert observer.homes.household(person.number, day) == world.home[person.number]


def test_that_somebody_lost_their_home_is_known_at_once(world: World) -> None:
    nowhere = [
        member
        for household in world.households
        if household.kind == "no_fixed_abode"
        for member in household.members
    ]
    observer = Observer(world, ADULT_MENTAL_HEALTH, ErrorLevel.HOSTILE, Chance(1, "nowhere"))
    seen = [observer.portrait(world.people[number]) for number in nowhere for _ in range(20)]
    assert {portrait.postcode for portrait in seen} == {NO_FIXED_ABODE}


def test_a_newborn_is_named_after_the_mother_or_by_birth_order(world: World) -> None:
    chance = Chance(1, "newborns")
    child = next(p for p in world.people if world.parents.get(p.number) and p.birth_order == 0)
    mother = world.people[world.parents[child.number][0]]
    words = {given_of_newborn(world, child, chance) for _ in range(60)}
    assert words == {
        "Baby",
        f"BABY OF {mother.given.upper()}",
        "Baby Boy" if child.sex == "M" else "Baby Girl",
    }
    twin = replace(child, birth_order=2)
    assert given_of_newborn(world, twin, chance) == "Twin 2"
