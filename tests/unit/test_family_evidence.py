"""What counts as evidence of family: births, stated ties and who shares a unit."""

from collections.abc import Iterator
from datetime import date, timedelta

import duckdb
import pytest

from tests.family_night import AS_AT, CHILD_BORN, DAY, Night


@pytest.fixture
def night() -> Iterator[Night]:
    with duckdb.connect() as con:
        yield Night(con)


# Children.


@pytest.mark.parametrize(
    ("born", "expected", "is_child"),
    [
        (date(2008, 10, 1), None, True),
        (date(2008, 9, 30), None, False),
        (None, AS_AT + DAY, True),
        (None, AS_AT - timedelta(days=41), True),
        (None, AS_AT - timedelta(days=42), False),
    ],
)
def test_a_child_is_under_eighteen_or_not_born_six_weeks_after_the_day(
    night: Night, born: date | None, expected: date | None, is_child: bool
) -> None:
    night.person("Child", born, expected_date_of_birth=expected)
    assert night.told("family.person", "is_child") == {"Child": is_child}


# Stated ties.


def test_a_parent_stays_one_and_other_ties_may_end(night: Night) -> None:
    night.person("Child", CHILD_BORN)
    for name, type_ in (
        ("Mum", "parent_of"),
        ("Carer", "foster_carer_of"),
        ("Aunt", "guardian_of"),
    ):
        night.person(name, sex="F")
        night.tie(name, "Child", type_, to_date=AS_AT - DAY)
    assert night.ties() == {("Child", "Mum", "mother", "unknown", "P1")}


def test_a_tie_that_ends_on_the_day_still_holds(night: Night) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Carer")
    night.tie("Carer", "Child", "foster_carer_of", to_date=AS_AT)
    assert night.ties() == {("Child", "Carer", "foster_carer", "unknown", "P1")}


@pytest.mark.parametrize(("sex", "role"), [("F", "mother"), ("M", "father"), ("U", "parent")])
def test_a_parent_is_named_by_sex_where_it_is_known(night: Night, sex: str, role: str) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Parent", sex=sex)
    night.tie("Parent", "Child")
    assert night.ties() == {("Child", "Parent", role, "unknown", "P1")}


@pytest.mark.parametrize(("years", "is_believed"), [(12, True), (11, False), (-20, False)])
def test_a_parent_hardly_older_than_the_child_is_not_believed(
    night: Night, years: int, is_believed: bool
) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Parent", CHILD_BORN.replace(year=CHILD_BORN.year - years))
    night.tie("Parent", "Child")
    assert bool(night.ties()) == is_believed


@pytest.mark.parametrize(
    ("lives_with", "line", "is_carer"),
    [
        (True, "9 FAR ROAD", True),
        (None, "1 MILL LANE", True),
        (None, "9 FAR ROAD", False),
        (False, "1 MILL LANE", False),
    ],
)
def test_a_grandparent_cares_only_where_the_child_lives_with_them(
    night: Night, lives_with: bool | None, line: str, is_carer: bool
) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Gran", date(1960, 1, 1))
    night.home("Child")
    night.home("Gran", line)
    night.tie("Gran", "Child", "grandparent_of", lives_with=lives_with)
    assert bool(night.ties()) == is_carer


@pytest.mark.parametrize("type_", ["professional", "other", "other_family", "sibling_of"])
def test_other_ties_make_nobody_a_carer(night: Night, type_: str) -> None:
    night.person("Child", CHILD_BORN)
    night.person("Somebody")
    night.tie("Somebody", "Child", type_)
    assert night.ties() == set()


def test_where_a_parent_lives_is_told_by_homes(night: Night) -> None:
    night.person("Child", CHILD_BORN)
    night.home("Child")
    for name, line in (("With", "1 MILL LANE"), ("Elsewhere", "9 FAR ROAD"), ("Unknown", None)):
        night.person(name, sex="F")
        night.tie(name, "Child")
        if line:
            night.home(name, line)
    assert {(adult, residence) for _, adult, _, residence, _ in night.ties()} == {
        ("With", "with_child"),
        ("Elsewhere", "elsewhere"),
        ("Unknown", "unknown"),
    }


# Units.


def two_children(night: Night, home_of_other: str = "1 MILL LANE") -> None:
    for name, line in (("One", "1 MILL LANE"), ("Other", home_of_other)):
        night.person(name, CHILD_BORN)
        night.home(name, line)


def test_children_of_one_parent_in_one_home_are_one_unit(night: Night) -> None:
    two_children(night)
    night.person("Mum", sex="F")
    night.tie("Mum", "One")
    night.tie("Mum", "Other")
    assert night.units() == {frozenset({"One", "Other"})}


def test_children_of_one_home_without_a_common_carer_are_two_units(night: Night) -> None:
    two_children(night)
    assert night.units() == {frozenset({"One"}), frozenset({"Other"})}


def test_a_foster_carer_joins_nobody(night: Night) -> None:
    two_children(night)
    night.person("Carer")
    night.tie("Carer", "One", "foster_carer_of")
    night.tie("Carer", "Other", "foster_carer_of")
    assert night.units() == {frozenset({"One"}), frozenset({"Other"})}


def test_a_carer_of_a_foster_child_and_of_an_own_child_joins_neither(night: Night) -> None:
    two_children(night)
    night.person("Carer", sex="F")
    night.tie("Carer", "One", "foster_carer_of")
    night.tie("Carer", "Other")
    assert night.units() == {frozenset({"One"}), frozenset({"Other"})}


@pytest.mark.parametrize(("has_dad", "count"), [(True, 1), (False, 2)])
def test_children_in_two_homes_are_one_unit_only_with_the_same_parents(
    night: Night, has_dad: bool, count: int
) -> None:
    two_children(night, "9 FAR ROAD")
    night.person("Mum", sex="F")
    night.person("Dad", sex="M")
    night.tie("Mum", "One")
    night.tie("Mum", "Other")
    night.tie("Dad", "One")
    if has_dad:
        night.tie("Dad", "Other")
    assert len(night.units()) == count


@pytest.mark.parametrize(("home_of_mum", "count"), [("1 MILL LANE", 1), ("9 FAR ROAD", 2)])
def test_an_unborn_child_has_its_mothers_home(night: Night, home_of_mum: str, count: int) -> None:
    night.person("One", CHILD_BORN)
    night.home("One")
    night.person("Unborn", None, expected_date_of_birth=AS_AT + 90 * DAY)
    night.person("Mum", sex="F")
    night.home("Mum", home_of_mum)
    night.person("Dad", sex="M")
    night.tie("Dad", "One")
    night.tie("Mum", "One")
    night.tie("Mum", "Unborn")
    assert len(night.units()) == count


def test_an_unborn_child_lives_where_its_mother_does_and_its_father_may_not(night: Night) -> None:
    night.person("Unborn", None, expected_date_of_birth=AS_AT + 90 * DAY)
    night.person("Mum", sex="F")
    night.home("Mum")
    night.person("Dad", sex="M")
    night.tie("Mum", "Unborn")
    night.tie("Dad", "Unborn")
    assert night.ties() == {
        ("Unborn", "Mum", "mother", "with_child", "P1"),
        ("Unborn", "Dad", "father", "unknown", "P1"),
    }


def test_a_child_who_is_only_in_somebodys_contacts_is_in_no_unit(night: Night) -> None:
    night.person("Named", CHILD_BORN, is_client=False)
    night.person("Known", CHILD_BORN)
    assert night.units() == {frozenset({"Known"})}


def test_who_else_lives_there_is_kept_apart_from_the_members(night: Night) -> None:
    two_children(night)
    night.person("Mum", sex="F")
    night.tie("Mum", "One")
    night.person("Lodger")
    for name in ("Mum", "Lodger"):
        night.home(name)
    night.units()
    others = night.con.table("family.other_household_member").select("person_id").distinct()
    names = dict(
        night.con.table("linkage.person_record").select("person_id", "record_id").fetchall()
    )
    assert "Lodger" in {names[person] for (person,) in others.fetchall()}
    members = night.con.table("family.member").filter("role = 'mother'").select("person_id")
    assert [names[person] for (person,) in members.fetchall()] == ["Mum"]
