"""Guards: pairs that look like one person and need not be, and which guard of several applies."""

from collections.abc import Iterator
from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from tests.person_rows import CHILD_BORN, NHS, OTHER_NHS, Row, guard_of, laid_out, person, tie

VERIFIED = {"nhs_number_status": "verified"}


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with laid_out() as connection:
        yield connection


# What a source says of two records, whether or not people live together in the data.

IN_ANY_DATA = pytest.mark.parametrize("has_households", [True, False])


@IN_ANY_DATA
def test_two_records_that_a_source_ties_are_two_people_before_all_else(
    con: DuckDBPyConnection, *, has_households: bool
) -> None:
    tie(con, "b", "a", "sibling_of")
    found = guard_of(
        con,
        {"given_name": "ADA", "nhs_number": NHS, **VERIFIED},
        {"given_name": "ADA", "nhs_number": OTHER_NHS, **VERIFIED},
        has_households=has_households,
    )
    assert found == thresholds.STATED_RELATIVES.name


@IN_ANY_DATA
def test_two_verified_numbers_are_two_people_before_what_ages_say(
    con: DuckDBPyConnection, *, has_households: bool
) -> None:
    person(con, "child", given_name="IVY", date_of_birth=CHILD_BORN)
    tie(con, "b", "child")
    found = guard_of(
        con,
        {"given_name": "ADA", "date_of_birth": CHILD_BORN, "nhs_number": NHS, **VERIFIED},
        {"given_name": "ADA", "nhs_number": OTHER_NHS, **VERIFIED},
        has_households=has_households,
    )
    assert found == thresholds.TWO_NHS_NUMBERS.name


def test_a_number_that_nobody_verified_may_be_wrong(con: DuckDBPyConnection) -> None:
    one = {"given_name": "ADA", "nhs_number": NHS, **VERIFIED}
    assert guard_of(con, one, {"given_name": "ADA", "nhs_number": OTHER_NHS}) is None


@IN_ANY_DATA
@pytest.mark.parametrize("parent", ["a", "b"])
def test_a_parent_is_not_the_child_of_the_same_name_even_with_a_name_alone(
    con: DuckDBPyConnection, parent: str, *, has_households: bool
) -> None:
    person(con, "child", given_name="IVY", date_of_birth=CHILD_BORN)
    tie(con, parent, "child")
    child: Row = {"given_name": "ADA", "date_of_birth": date(2010, 1, 1)}
    rows = {"a": child, "b": child} | {parent: {"given_name": "ADA"}}
    found = guard_of(
        con, rows["a"], rows["b"], agreeing="given_name", has_households=has_households
    )
    assert found == thresholds.AGE_OUT_OF_BOUNDS.name


def test_what_a_tie_says_of_ages_comes_before_what_births_say(con: DuckDBPyConnection) -> None:
    person(con, "child", given_name="IVY", date_of_birth=CHILD_BORN)
    tie(con, "a", "child")
    parent = {"given_name": "ADA", "date_of_birth": date(1980, 3, 9)}
    found = guard_of(con, parent, {"given_name": "ADA", "date_of_birth": date(2010, 8, 21)})
    assert found == thresholds.AGE_OUT_OF_BOUNDS.name


def test_a_parent_old_enough_for_the_tie_may_be_the_other_record(con: DuckDBPyConnection) -> None:
    person(con, "child", given_name="IVY", date_of_birth=CHILD_BORN)
    tie(con, "a", "child")
    born = {"given_name": "ADA", "date_of_birth": date(1990, 1, 1)}
    assert guard_of(con, {"given_name": "ADA"}, born) is None


@pytest.mark.parametrize(("elder", "younger"), ["ab", "ba"])
def test_ties_bound_two_births_that_nobody_recorded(
    con: DuckDBPyConnection, elder: str, younger: str
) -> None:
    person(con, "child", given_name="IVY", date_of_birth=date(1990, 1, 1))
    person(con, "parent", given_name="EVE", date_of_birth=date(1985, 1, 1))
    tie(con, elder, "child")
    tie(con, "parent", younger)
    found = guard_of(con, {"given_name": "ADA"}, {"given_name": "ADA"})
    assert found == thresholds.AGE_OUT_OF_BOUNDS.name


# A name and nothing else.


@IN_ANY_DATA
def test_a_namesake_of_whom_nothing_else_agrees_is_held_back(
    con: DuckDBPyConnection, *, has_households: bool
) -> None:
    found = guard_of(
        con,
        {"given_name": "ADA"},
        {"given_name": "ADA"},
        agreeing="given_name family_name sex",
        has_households=has_households,
    )
    assert found == thresholds.ONLY_A_NAME.name


@pytest.mark.parametrize(
    "evidence", ["date_of_birth", "address", "contact_point", "relatives", "nhs_number", "upn"]
)
def test_any_evidence_beside_the_name_lets_namesakes_be(
    con: DuckDBPyConnection, evidence: str
) -> None:
    agreeing = f"given_name {evidence}"
    assert guard_of(con, {"given_name": "ADA"}, {"given_name": "ADA"}, agreeing=agreeing) is None


# Parents and children of one name.

FATHER = {"given_name": "AMOS", "date_of_birth": date(1975, 3, 9)}


@pytest.mark.parametrize(
    ("born", "guard"),
    [
        (date(1987, 8, 21), thresholds.PARENT_AND_CHILD.name),
        (date(1986, 8, 21), None),
        (date(1995, 3, 9), None),
    ],
    ids=["a generation later", "too soon for a child", "a digit mistyped"],
)
def test_a_son_of_his_fathers_name_is_born_a_generation_later(
    con: DuckDBPyConnection, born: date, guard: str | None
) -> None:
    assert guard_of(con, FATHER, {**FATHER, "date_of_birth": born}) == guard


@pytest.mark.parametrize("name", ["AMOS", "BEATRICE"])
@pytest.mark.parametrize("agreeing", ["nhs_number address", "given_name"])
def test_two_generations_are_two_people_with_one_number_or_only_a_name(
    con: DuckDBPyConnection, name: str, agreeing: str
) -> None:
    child = {"given_name": name, "date_of_birth": date(2005, 8, 21)}
    assert guard_of(con, FATHER, child, agreeing=agreeing) == thresholds.PARENT_AND_CHILD.name


def test_two_generations_are_told_only_where_households_are_in_the_records(
    con: DuckDBPyConnection,
) -> None:
    child = {**FATHER, "date_of_birth": date(2005, 8, 21)}
    assert guard_of(con, FATHER, child, has_households=False) is None
