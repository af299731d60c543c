"""Guards of one household: its people share everything but the given name."""

from collections.abc import Iterator
from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from tests.person_rows import CHILD_BORN, Row, guard_of, laid_out

DIFFERENT = thresholds.DIFFERENT_GIVEN_NAME.name
TWINS = thresholds.TWINS.name


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with laid_out() as connection:
        yield connection


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
    "the middle name of the other": (
        {"given_name": "BEATRICE", **BORN},
        {"given_name": "IVY", "middle_names": "BEATRICE", **BORN},
        None,
    ),
    "another name, a birth mistyped": (
        {"given_name": "IVY", **BORN},
        {"given_name": "BEATRICE", "date_of_birth": date(2015, 6, 2)},
        DIFFERENT,
    ),
    "the beginning of a name, another day": (
        {"given_name": "PAUL", **BORN},
        {"given_name": "PAULA", "date_of_birth": date(2015, 6, 23)},
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


@pytest.mark.parametrize(("agreeing", "guard"), [("contact_point", None), ("address", DIFFERENT)])
def test_a_phone_in_common_tells_who_is_called_by_a_middle_name(
    con: DuckDBPyConnection, agreeing: str, guard: str | None
) -> None:
    one = {"given_name": "IVY", "middle_names": "BEATRICE"}
    assert guard_of(con, one, {"given_name": "BEATRICE", **BORN}, agreeing=agreeing) == guard


@pytest.mark.parametrize("names", [("J", "JOSEPHINE"), ("JOSEPHINE", "J")])
def test_an_initial_is_no_other_name_and_may_be_a_twins(
    con: DuckDBPyConnection, names: tuple[str, str]
) -> None:
    one, other = ({"given_name": name, **BORN} for name in names)
    assert guard_of(con, one, other) == TWINS


@pytest.mark.parametrize("number", ["nhs_number", "upn"])
def test_one_number_and_one_birth_outweigh_another_name_and_sex(
    con: DuckDBPyConnection, number: str
) -> None:
    one = {"given_name": "EDWIN", "sex": "M", **BORN}
    other = {"given_name": "MARTHA", "sex": "F", **BORN}
    assert guard_of(con, one, other, agreeing=f"address {number}") is None


def test_another_name_and_sex_elsewhere_is_left_to_the_weights(con: DuckDBPyConnection) -> None:
    one = {"given_name": "EDWIN", "sex": "M", **BORN}
    other = {"given_name": "MARTHA", "sex": "F", **BORN}
    assert guard_of(con, one, other, agreeing="date_of_birth") is None
