"""Guards: pairs that look like one person and need not be, and which guard of several applies."""

from collections.abc import Iterator
from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.person.preparing import prepare_records
from linkage_models.person.weighing import guard_pairs
from linkage_models.thresholds import Penalty
from tests.person_rows import CHILD_BORN, NHS, OTHER_NHS, Row, laid_out, person, scored, tie

DIFFERENT = thresholds.DIFFERENT_GIVEN_NAME.name
TWINS = thresholds.TWINS.name
BY_NAME = {each.name: each for each in vars(thresholds).values() if isinstance(each, Penalty)}
WEIGHT = 20.0
VERIFIED = {"nhs_number_status": "verified"}


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with laid_out() as connection:
        yield connection


def guard_of(
    con: DuckDBPyConnection,
    one: Row,
    other: Row,
    *,
    agreeing: str = "address",
    has_households: bool = True,
) -> str | None:
    """Guard the pair of records a and b, whose `agreeing` comparisons speak for one person."""
    person(con, "a", **one)
    person(con, "b", **other)
    prepare_records(con)
    scored(con, "a", "b", WEIGHT, **dict.fromkeys(agreeing.split(), 5.0))
    guard_pairs(con, has_households=has_households)
    columns = con.table("linkage.guarded_pair").select(
        "guard", "match_weight_before_guard", "match_weight", "cannot_be_one"
    )
    ((guard, before, after, cannot_be_one),) = columns.fetchall()
    taken = BY_NAME[guard].weight if guard else 0.0
    assert (before, after) == (WEIGHT, WEIGHT + taken)
    assert cannot_be_one is (guard in CANNOT_BE_ONE)
    return str(guard) if guard else None


CANNOT_BE_ONE = {
    thresholds.STATED_RELATIVES.name,
    thresholds.TWO_NHS_NUMBERS.name,
    thresholds.AGE_OUT_OF_BOUNDS.name,
    thresholds.PARENT_AND_CHILD.name,
}


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


def test_a_parent_old_enough_for_the_tie_may_be_the_other_record(con: DuckDBPyConnection) -> None:
    person(con, "child", given_name="IVY", date_of_birth=CHILD_BORN)
    tie(con, "a", "child")
    born = {"given_name": "ADA", "date_of_birth": date(1990, 1, 1)}
    assert guard_of(con, {"given_name": "ADA"}, born) is None


def test_ties_bound_two_births_that_nobody_recorded(con: DuckDBPyConnection) -> None:
    person(con, "child", given_name="IVY", date_of_birth=date(1990, 1, 1))
    person(con, "parent", given_name="EVE", date_of_birth=date(1985, 1, 1))
    tie(con, "a", "child")
    tie(con, "parent", "b")
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


# Given names in one household.


@pytest.mark.parametrize("closeness", ["address", "family_name", "contact_point"])
def test_brother_and_sister_differ_in_name_and_sex(con: DuckDBPyConnection, closeness: str) -> None:
    one = {"given_name": "EDWIN", "sex": "M", "date_of_birth": CHILD_BORN}
    other = {"given_name": "MARTHA", "sex": "F", "date_of_birth": CHILD_BORN}
    found = guard_of(con, one, other, agreeing=f"{closeness} date_of_birth")
    assert found == thresholds.OTHER_NAME_AND_SEX.name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"given_name": "KATE", "sex": "F"}, {"given_name": "KATHERINE", "sex": "M"}),
        ({"given_name": "IVY", "sex": "F"}, {"given_name": "IVY", "sex": "M"}),
    ],
    ids=["a known form", "the same name"],
)
def test_a_sex_wrongly_entered_is_no_brother(con: DuckDBPyConnection, one: Row, other: Row) -> None:
    assert guard_of(con, one, other) is None


BORN = {"date_of_birth": CHILD_BORN}
BORN_LATER = {"date_of_birth": date(2017, 11, 23)}
OF_ONE_HOUSEHOLD: dict[str, tuple[Row, Row, str | None]] = {
    "another name, born together": (
        {"given_name": "IVY", **BORN},
        {"given_name": "BEATRICE", **BORN},
        DIFFERENT,
    ),
    "a name alike, born together": (
        {"given_name": "MARTHA", **BORN},
        {"given_name": "MARIAN", **BORN},
        TWINS,
    ),
    "a spelling, born together": (
        {"given_name": "ROSAMUND", **BORN},
        {"given_name": "ROSAMONDE", **BORN},
        None,
    ),
    "one letter apart, born together": (
        {"given_name": "ADA", **BORN},
        {"given_name": "IDA", **BORN},
        None,
    ),
    "a short form, born together": (
        {"given_name": "LIZ", **BORN},
        {"given_name": "ELIZABETH", **BORN},
        None,
    ),
    "called by a middle name": (
        {"given_name": "IVY", "middle_names": "BEATRICE", **BORN},
        {"given_name": "BEATRICE", **BORN},
        None,
    ),
    "a sister's name as a middle name": (
        {"given_name": "IVY", "middle_names": "BEATRICE", **BORN},
        {"given_name": "BEATRICE", **BORN_LATER},
        DIFFERENT,
    ),
    "names in each other's place": (
        {"given_name": "IVY", "family_name": "BEATRICE", **BORN},
        {"given_name": "BEATRICE", "family_name": "IVY", **BORN},
        None,
    ),
    "another name, no birth": (
        {"given_name": "IVY"},
        {"given_name": "BEATRICE", **BORN},
        DIFFERENT,
    ),
    "a name alike, no birth": (
        {"given_name": "MARTHA"},
        {"given_name": "MARIAN", **BORN},
        DIFFERENT,
    ),
    "the beginning of a name, no birth": (
        {"given_name": "PAUL"},
        {"given_name": "PAULA", **BORN},
        None,
    ),
    "the beginning of a name, born later": (
        {"given_name": "PAUL", **BORN},
        {"given_name": "PAULA", **BORN_LATER},
        DIFFERENT,
    ),
    "one name, another birth": (
        {"given_name": "IVY", **BORN},
        {"given_name": "IVY", **BORN_LATER},
        None,
    ),
    "no name": ({**BORN}, {"given_name": "IVY", **BORN}, None),
}


@pytest.mark.parametrize("name", OF_ONE_HOUSEHOLD)
def test_who_shares_a_home_is_told_by_the_given_name(con: DuckDBPyConnection, name: str) -> None:
    one, other, guard = OF_ONE_HOUSEHOLD[name]
    assert guard_of(con, one, other) == guard


@pytest.mark.parametrize("case", [case for case, row in OF_ONE_HOUSEHOLD.items() if row[2]])
def test_guards_of_a_household_say_nothing_of_those_who_live_apart(case: str) -> None:
    one, other, _ = OF_ONE_HOUSEHOLD[case]
    with laid_out() as con:
        assert guard_of(con, one, other, agreeing="date_of_birth") is None
    with laid_out() as con:
        assert guard_of(con, one, other, has_households=False) is None


# A number on two records proves nothing where name and birth both say that they are two.
STANDS_AGAINST_A_NUMBER = {"another name, no birth", "a sister's name as a middle name"}


@pytest.mark.parametrize("case", [case for case, row in OF_ONE_HOUSEHOLD.items() if row[2]])
@pytest.mark.parametrize("number", ["nhs_number", "upn"])
def test_one_number_lets_a_pair_be_unless_name_and_birth_speak_against_it(
    con: DuckDBPyConnection, case: str, number: str
) -> None:
    one, other, guard = OF_ONE_HOUSEHOLD[case]
    found = guard_of(con, one, other, agreeing=f"address {number}")
    assert found == (guard if case in STANDS_AGAINST_A_NUMBER else None)
