"""Any small world: every child is in one unit, and who is no family changes nobody's.

Worlds are drawn family by family: whole and broken ones, with ties that sources state and without,
in homes of their own, in communal places and in one foster carer's home.
"""

from collections import defaultdict
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.family_worlds import AS_AT, Found, World, families_of

pytestmark = pytest.mark.slow

WORLDS = settings(max_examples=6, deadline=None)
COMMUNAL = "ROWAN HOUSE"
SURNAMES = ("HALLAM", "PICKERSGILL", "OYELARAN", "SATTERLEY")


@dataclass(frozen=True, kw_only=True)
class Family:
    """What is drawn of a family."""

    surname: str
    # Ages in days, so that no two people are born on one day.
    children: tuple[int, ...]
    mother: int | None
    father: int | None
    mother_is_stated: bool
    father_is_stated: bool
    father_lives_elsewhere: bool
    father_has_the_surname: bool
    grown: int | None
    shares_a_phone: bool
    lives_in_the_communal_place: bool
    is_fostered: bool
    placement_is_told: bool


def years(least: int, most: int) -> st.SearchStrategy[int]:
    return st.integers(least * 366, most * 365)


FAMILIES = st.builds(
    Family,
    surname=st.sampled_from(SURNAMES),
    children=st.lists(years(0, 17), min_size=1, max_size=3, unique=True).map(tuple),
    mother=st.none() | years(18, 55),
    father=st.none() | years(18, 60),
    mother_is_stated=st.booleans(),
    father_is_stated=st.booleans(),
    father_lives_elsewhere=st.booleans(),
    father_has_the_surname=st.booleans(),
    grown=st.none() | years(19, 30),
    shares_a_phone=st.booleans(),
    lives_in_the_communal_place=st.booleans(),
    is_fostered=st.booleans(),
    placement_is_told=st.booleans(),
)
TOWNS = st.lists(FAMILIES, min_size=1, max_size=3)
TWO_OR_THREE = st.lists(FAMILIES, min_size=2, max_size=3)


def settle(world: World, family: Family, number: int) -> None:
    """Add the people of a family: `c` children, `m` mother, `f` father, `g` grown-up child."""
    home = COMMUNAL if family.lives_in_the_communal_place else f"{number} MILL LANE"
    kind = "communal" if family.lives_in_the_communal_place else "residential"
    children = [f"c{number}{place}" for place in range(len(family.children))]
    people = {one: (days, "F") for one, days in zip(children, family.children, strict=True)}
    for letter, days, sex in (
        ("m", family.mother, "F"),
        ("f", family.father, "M"),
        ("g", family.grown, "M"),
    ):
        if days is not None:
            people[f"{letter}{number}"] = days, sex
    for record, (days, sex) in people.items():
        differs = record[0] == "f" and not family.father_has_the_surname
        surname = "VANTERPOOL" if differs else family.surname
        born = AS_AT - timedelta(days=days)
        world.add_person(record, family_name=surname, born=born, sex=sex)
        if record in children and family.is_fostered:
            foster(world, record, "placement" if family.placement_is_told else "home")
        elif record[0] == "f" and family.father_lives_elsewhere:
            world.live_at(record, f"{number}99 FAR ROAD")
        else:
            world.live_at(record, home, kind=kind)
        if family.shares_a_phone:
            world.call(record, f"0770090050{number}")
    for letter, is_stated in (("m", family.mother_is_stated), ("f", family.father_is_stated)):
        if is_stated and f"{letter}{number}" in people:
            for child in children:
                world.tie(f"{letter}{number}", child, "parent_of")


def foster(world: World, child: str, use: str) -> None:
    """Place a child with the one foster carer, whose home a source may call its own."""
    if all(row["record_id"] != "carer" for row in world.person_record):
        world.add_person(
            "carer", family_name="BOTTRELL", born=date(1970, 1, 1), sex="F", home="8 MILL LANE"
        )
    world.live_at(child, "8 MILL LANE", use=use)
    world.look_after(child)
    world.tie("carer", child, "foster_carer_of")


def town_of(families: Iterable[Family]) -> World:
    world = World()
    for number, family in enumerate(families, start=1):
        settle(world, family, number)
    return world


def connected(children: set[str], found: Found) -> bool:
    """Say whether children hang together by adults who are no foster carers."""
    adults_of, children_of = defaultdict(set), defaultdict(set)
    for child, adult, role in found.ties:
        if role != "foster_carer":
            adults_of[child].add(adult)
            children_of[adult].add(child)
    reached: set[str] = set()
    waiting = {min(children)}
    while waiting:
        child = waiting.pop()
        reached.add(child)
        for adult in adults_of[child]:
            waiting |= (children_of[adult] & children) - reached
    return reached == children


@WORLDS
@given(TOWNS)
def test_every_child_is_in_one_unit_and_every_member_is_tied_to_a_child_of_it(
    families: list[Family],
) -> None:
    found = families_of(town_of(families))
    in_units = [member for _, member, role in found.members if role == "child"]
    assert sorted(in_units) == found.children
    assert {one for one in found.children if one.startswith("c")} == set(found.children)
    assert len(found.children) == sum(len(family.children) for family in families)
    tied = defaultdict(set)
    for child, adult, _ in found.ties:
        tied[adult].add(child)
    for unit in found.units:
        children = {member for member, role in unit if role == "child"}
        adults = [member for member, role in unit if role != "child"]
        assert len(adults) == len(set(adults))
        assert all(tied[adult] & children for adult in adults)


def check_families_are_apart(found: Found) -> None:
    """Families are drawn apart: nothing but a foster carer or a place is common to two of them."""
    for unit in found.units:
        children = {member for member, role in unit if role == "child"}
        assert connected(children, found)
        assert len({child[1] for child in children}) == 1
    for child, adult, role in found.ties:
        assert role == "foster_carer" or child[1] == adult[1]


@WORLDS
@given(TWO_OR_THREE)
def test_no_unit_is_joined_by_a_foster_carer(families: list[Family]) -> None:
    fostered = [replace(family, is_fostered=True) for family in families]
    check_families_are_apart(families_of(town_of(fostered)))


@WORLDS
@given(TWO_OR_THREE)
def test_no_unit_is_joined_by_a_communal_place(families: list[Family]) -> None:
    together = [replace(family, lives_in_the_communal_place=True) for family in families]
    check_families_are_apart(families_of(town_of(together)))


COUPLE = Family(
    surname="KNATCHBULL",
    children=(3_000, 4_000),
    mother=12_000,
    father=13_000,
    mother_is_stated=True,
    father_is_stated=True,
    father_lives_elsewhere=False,
    father_has_the_surname=True,
    grown=None,
    shares_a_phone=False,
    lives_in_the_communal_place=False,
    is_fostered=False,
    placement_is_told=False,
)


def take_in(world: World, age: int, sex: str) -> None:
    """Add a lodger to the home of the couple."""
    born = AS_AT - timedelta(days=age)
    world.add_person("lodger", family_name="ZWIRNER", born=born, sex=sex, home="4 MILL LANE")


@WORLDS
@given(TOWNS, years(18, 90), st.sampled_from("FM"))
def test_a_lodger_of_a_couple_changes_no_unit(families: list[Family], age: int, sex: str) -> None:
    world = town_of(families)
    settle(world, COUPLE, 4)
    with_lodger = deepcopy(world)
    take_in(with_lodger, age, sex)
    assert families_of(with_lodger).units == families_of(world).units


@WORLDS
@given(TOWNS, st.sampled_from("FM"))
def test_a_phone_of_a_professional_changes_no_unit(families: list[Family], sex: str) -> None:
    world = town_of(families)
    settle(world, COUPLE, 4)
    take_in(world, 12_500, sex)
    with_phone = deepcopy(world)
    for row in world.person_record:
        with_phone.call(row["record_id"], "07700900599")
    for number in range(21):
        with_phone.call(f"loner{number}", "07700900599")
    assert families_of(with_phone).units == families_of(world).units


@WORLDS
@given(TOWNS, years(0, 17), years(33, 45))
def test_a_family_at_a_communal_place_is_a_unit_of_its_own_and_changes_none(
    families: list[Family], child: int, mother: int
) -> None:
    world = town_of(families)
    before = families_of(world)
    joined = deepcopy(world)
    for record, days in (("x5", child), ("m5", mother)):
        born = AS_AT - timedelta(days=days)
        joined.add_person(record, family_name=families[0].surname, born=born, sex="F")
        joined.live_at(record, COMMUNAL, kind="communal")
    joined.tie("m5", "x5", "parent_of")
    after = families_of(joined)
    own = frozenset({("x5", "child"), ("m5", "mother")})
    assert after.units == before.units | {own}


@WORLDS
@given(TOWNS, st.integers(1, 1_000))
def test_neither_order_nor_numbers_change_anything(families: list[Family], order: int) -> None:
    world = town_of(families)
    one, other = families_of(world), families_of(world, order)
    assert other.units == one.units
    assert other.ties == one.ties


@WORLDS
@given(TOWNS, st.sampled_from("FM"), st.booleans())
def test_a_restricted_record_changes_nothing_of_others(
    families: list[Family], sex: str, is_tied: bool
) -> None:
    world = town_of(families)
    before = families_of(world)
    with_hidden = deepcopy(world)
    born = AS_AT - timedelta(days=13_131)
    with_hidden.add_person(
        "hidden",
        family_name=families[0].surname,
        born=born,
        sex=sex,
        home="7 MILL LANE",
        is_restricted=True,
    )
    if is_tied:
        with_hidden.tie("hidden", "c10", "parent_of")
    after = families_of(with_hidden)
    assert after.units == before.units
    assert after.ties == before.ties
