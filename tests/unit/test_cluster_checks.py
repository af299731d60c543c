"""Cluster checks: what one person's records may not hold."""

from collections.abc import Iterator
from datetime import date

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from pipelines import steps
from tests.clusters import Row, add, check, counts, people

BORN = date(1984, 5, 14)
NHS, OTHER_NHS = "9992719915", "9998839440"
UPN, OTHER_UPN, TEMPORARY_UPN = "B999999920001", "D999999920002", "H99999992000A"


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as connection:
        steps.begin(connection)
        yield connection


def test_two_verified_nhs_numbers_are_parted_where_least_holds_them(
    con: DuckDBPyConnection,
) -> None:
    people(con, a={"nhs_number": NHS}, b={}, c={}, d={"nhs_number": OTHER_NHS})
    found = check(con, ("a", "b", 10.0), ("b", "c", 9.0), ("c", "d", 11.0))
    assert found.persons == {"ab", "cd"}
    assert found.cuts == {"bc": "two verified NHS numbers"}
    assert counts(con)["two verified NHS numbers"] == (1, 4, 1, 0)


def test_an_nhs_number_that_is_not_verified_contradicts_nothing(con: DuckDBPyConnection) -> None:
    people(con, a={"nhs_number": NHS}, b={"nhs_number": OTHER_NHS, "nhs_number_status": None})
    assert check(con, ("a", "b", 10.0)).persons == {"ab"}


def test_two_permanent_upns_are_two_pupils(con: DuckDBPyConnection) -> None:
    people(con, a={"upn": UPN}, b={}, c={"upn": OTHER_UPN})
    found = check(con, ("a", "b", 12.0), ("b", "c", 10.0))
    assert (found.persons, found.cuts) == ({"ab", "c"}, {"bc": "two permanent UPNs"})


def test_a_temporary_upn_contradicts_no_permanent_one(con: DuckDBPyConnection) -> None:
    people(con, a={"upn": UPN}, b={"upn": TEMPORARY_UPN})
    assert check(con, ("a", "b", 12.0)).persons == {"ab"}


def test_upns_that_one_record_carries_together_are_one_pupils(con: DuckDBPyConnection) -> None:
    people(con, a={"upn": UPN}, b={"upn": OTHER_UPN}, c={"upn": OTHER_UPN, "former_upn": UPN})
    assert check(con, ("a", "b", 12.0), ("b", "c", 30.0)).persons == {"abc"}


def test_births_years_apart_are_two_people_through_a_record_without_one(
    con: DuckDBPyConnection,
) -> None:
    people(con, a={"date_of_birth": BORN}, b={}, c={"date_of_birth": date(2012, 11, 30)})
    found = check(con, ("a", "b", 12.0), ("b", "c", 10.0))
    assert (found.persons, found.cuts) == ({"ab", "c"}, {"bc": "births too far apart"})


@pytest.mark.parametrize(
    "other",
    [
        {"date_of_birth": date(1948, 5, 14)},
        {"date_of_birth": date(1985, 1, 1)},
        {"date_of_birth": date(2012, 11, 30), "date_of_birth_quality": "estimated"},
    ],
    ids=["a year mistyped", "a year guessed", "not recorded in full"],
)
def test_births_that_typing_or_guessing_explains_are_one_persons(
    con: DuckDBPyConnection, other: Row
) -> None:
    people(con, a={"date_of_birth": BORN}, b={}, c=other)
    assert check(con, ("a", "b", 12.0), ("b", "c", 10.0)).persons == {"abc"}


def test_births_apart_were_weighed_where_the_two_are_a_link(con: DuckDBPyConnection) -> None:
    people(con, a={"date_of_birth": BORN}, b={"date_of_birth": date(2012, 11, 30)})
    assert check(con, ("a", "b", 12.0)).persons == {"ab"}


def test_a_childs_record_under_its_mothers_number_is_not_hers(con: DuckDBPyConnection) -> None:
    people(
        con,
        a={"date_of_birth": BORN, "nhs_number": NHS},
        b={"date_of_birth": date(2012, 11, 30), "nhs_number": NHS, "given_name": "BEATRICE"},
    )
    assert check(con, ("a", "b", 40.0, True)).persons == {"a", "b"}


def test_a_contact_stated_to_be_a_parent_is_not_born_like_a_child(con: DuckDBPyConnection) -> None:
    child = {"given_name": "IVY", "date_of_birth": date(2012, 11, 30)}
    people(con, a={}, b={}, c={"date_of_birth": date(2010, 2, 3)}, z=child)
    add(con, "relationship", source="gp", from_record_id="a", to_record_id="z", type="parent_of")
    found = check(con, ("a", "b", 12.0), ("b", "c", 10.0))
    assert found.persons == {"ab", "c", "z"}
    assert found.cuts == {"bc": "too young or too old for a stated tie"}


def dead(con: DuckDBPyConnection, begins: date, **more: object) -> None:
    """Two records of one name: `a` tells of a death, work with `b` begins on a day."""
    people(con, a={"date_of_death": date(2020, 3, 1), **more}, b=more)
    spell = {"service": "adult_mental_health", "kind": "referral"}
    add(con, "involvement", source="gp", record_id="b", start_date=begins, **spell)


def test_nobody_begins_anything_long_after_their_death(con: DuckDBPyConnection) -> None:
    dead(con, date(2022, 1, 1))
    found = check(con, ("a", "b", 20.0))
    assert (found.persons, found.cuts) == ({"a", "b"}, {"ab": "death before activity"})


def test_papers_of_a_death_are_entered_for_some_months(con: DuckDBPyConnection) -> None:
    dead(con, date(2020, 6, 1))
    assert check(con, ("a", "b", 20.0)).persons == {"ab"}


def test_a_death_that_its_own_record_outlives_is_a_mistake(con: DuckDBPyConnection) -> None:
    dead(con, date(2022, 1, 1))
    add(con, "address", source="gp", record_id="a", from_date=date(2023, 1, 1), use="home")
    assert check(con, ("a", "b", 20.0)).persons == {"ab"}


def test_a_death_is_the_mistake_where_number_and_birth_agree(con: DuckDBPyConnection) -> None:
    dead(con, date(2022, 1, 1), nhs_number=NHS, date_of_birth=BORN)
    assert check(con, ("a", "b", 40.0, True)).persons == {"ab"}
