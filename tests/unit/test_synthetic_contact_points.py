"""Phones and e-mail addresses: nobody's, made of names, and at times wrong or somebody else's."""

import re
from collections import Counter
from dataclasses import replace

import duckdb
import pytest

from sources.tables import load_macros
from synthetic_data.chance import Chance
from synthetic_data.facts import Person
from synthetic_data.plan import TownPlan
from synthetic_data.records.contact_points import email_as_written, phone_as_written
from synthetic_data.records.errors import (
    MISTYPED_EMAIL,
    OLD_EMAIL,
    SHARED_EMAIL,
    WRONG_PHONE,
    ErrorLevel,
    Rates,
)
from synthetic_data.records.habits import ADULT_MENTAL_HEALTH, GP, SCHOOL, Source
from synthetic_data.town import imagine_town
from synthetic_data.world import World

PHONE = "07700 900123"
DRAWS = 6_000


@pytest.fixture(scope="module")
def world() -> World:
    return imagine_town(TownPlan(people=8_000, seed=11)).world


@pytest.fixture(scope="module")
def reached(world: World) -> list[Person]:
    return [person for person in world.people if person.email]


@pytest.mark.parametrize("rates", [WRONG_PHONE, OLD_EMAIL, SHARED_EMAIL, MISTYPED_EMAIL])
def test_contact_points_are_worse_at_every_level(rates: Rates) -> None:
    clinical, mixed, hostile = (rates[level] for level in ErrorLevel)
    assert 0 < clinical < mixed < hostile < 0.4


def test_an_address_is_plain_and_says_nothing_of_the_serial_number(reached: list[Person]) -> None:
    for person in reached:
        assert re.fullmatch(r"[a-z0-9.]+\d{2,4}@example\.(org|com|net)", person.email)
        assert f"{person.serial:07}" not in person.email


def test_most_addresses_have_the_surname_and_clashes_are_rare(reached: list[Person]) -> None:
    plain = [p for p in reached if p.family.isascii() and p.family.isalpha()]
    named = sum(person.family.lower() in person.email for person in plain)
    assert 0.85 < named / len(plain) < 1.0
    borne = Counter(address for p in reached for address in (p.email, p.old_email) if address)
    assert sum(count - 1 for count in borne.values()) < 0.001 * len(borne)


def test_no_address_tells_of_a_wedding_of_the_last_year(
    world: World, reached: list[Person]
) -> None:
    brides = [
        person
        for person in reached
        if person.changed_on is not None
        and (world.as_at - person.changed_on).days < 365
        and person.number in world.partner
        and world.people[world.partner[person.number]].family == person.family
    ]
    assert brides
    told = [
        bride.family.lower() in address
        for bride in brides
        if bride.family.lower() not in bride.other_family.lower()
        for address in (bride.email, bride.old_email)
    ]
    assert not any(told)


def test_an_address_may_be_an_old_one_the_partners_or_mistyped(reached: list[Person]) -> None:
    one, other = (
        replace(reached[0], email=f"{name}99@example.org", old_email=f"{name}.old12@example.com")
        for name in ("moor", "heath")
    )
    chance = Chance(1, "mail")
    written = Counter(
        email_as_written(one, other, ErrorLevel.HOSTILE, 1.0, chance) for _ in range(DRAWS)
    )
    shares = {address: count / DRAWS for address, count in written.items()}
    assert shares[one.old_email] == pytest.approx(OLD_EMAIL[ErrorLevel.HOSTILE], abs=0.04)
    assert shares[other.email] == pytest.approx(SHARED_EMAIL[ErrorLevel.HOSTILE], abs=0.015)
    right = sum(shares[each] for each in (one.email, one.old_email, other.email))
    assert 1.0 - right == pytest.approx(MISTYPED_EMAIL[ErrorLevel.HOSTILE], abs=0.01)
    assert {address.split("@")[1] for address in written} == {"example.org", "example.com"}


def test_somebody_without_an_address_has_none_of_a_slip(reached: list[Person]) -> None:
    child = replace(reached[0], email="", old_email="")
    chance = Chance(1, "mail")
    assert {email_as_written(child, None, ErrorLevel.HOSTILE, 9.0, chance) for _ in range(500)} == {
        ""
    }


def cleaned(numbers: list[str]) -> list[str]:
    con = duckdb.connect()
    load_macros(con, "sources")
    row = con.execute("select list_transform($1, x -> clean_contact(x))", [numbers]).fetchone()
    return list(row[0]) if row is not None else []


@pytest.mark.parametrize("source", [ADULT_MENTAL_HEALTH, GP, SCHOOL], ids=lambda each: each.name)
@pytest.mark.parametrize("number", [PHONE, "01632 012345", "020 79460123", "01001 000123"])
def test_every_way_of_writing_a_number_is_cleaned_to_the_number(
    source: Source, number: str
) -> None:
    chance = Chance(1, "phones")
    written = {phone_as_written(number, source, 0.0, chance) for _ in range(500)}
    assert written == {number, number.replace(" ", ""), f"+44 {number[1:]}"}
    assert set(cleaned(sorted(written))) == {number.replace(" ", "")}


def test_a_wrong_number_differs_in_its_last_figures_and_stays_nobodys() -> None:
    chance = Chance(1, "phones")
    written = cleaned([phone_as_written(PHONE, GP, 0.2, chance) for _ in range(DRAWS)])
    wrong = [number for number in written if number != PHONE.replace(" ", "")]
    assert len(wrong) / DRAWS == pytest.approx(0.2, abs=0.02)
    assert all(re.fullmatch(r"07700900\d{3}", number) for number in wrong)
    assert any(sorted(number) == sorted("07700900123") for number in wrong)


def test_as_many_draws_are_made_whoever_it_is(reached: list[Person]) -> None:
    person = replace(reached[0], old_email="a.b12@example.org")
    after = set()
    for subject, partner in ((person, None), (replace(person, email="", old_email=""), person)):
        chance = Chance(1, "draws")
        email_as_written(subject, partner, ErrorLevel.HOSTILE, 20.0, chance)
        phone_as_written(subject.phone if partner is None else "", GP, 1.0, chance)
        after.add(chance.roll())
    assert len(after) == 1
