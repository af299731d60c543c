"""Sources that hold people once: what that says against pairs, and which guard is then told."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.person.preparing import prepare_records
from linkage_models.person.weighing import MOST_HELD_TWICE
from sources.tables import select_from
from tests.person_rows import PACKAGE, Row, found_by, laid_out, numbers, pairs_told, person

FITS_ANOTHER = thresholds.FITS_ANOTHER.name
HELD_ONCE = thresholds.HELD_ONCE.name
SURE = thresholds.SURELY_SAME_PERSON.weight
LEAST = thresholds.WORTH_KEEPING.weight
# Records of a list of which two are the most that may be held twice.
LIST = round(2 / MOST_HELD_TWICE)

Penalty = thresholds.Penalty
Pair = tuple[str, str, float] | tuple[str, str, float, str]


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with laid_out() as connection:
        yield connection


def holding(con: DuckDBPyConnection, *, gp: str = "", school: str = "", contacts: str = "") -> None:
    """Add records called by their letters: clients of two sources, and contacts of the school."""
    lists = {("gp", True): gp, ("school", True): school, ("school", False): contacts}
    for (source, is_client), letters in lists.items():
        for letter in letters:
            person(con, letter, source=source, is_client=is_client, given_name="ADA")
    prepare_records(con)


def told(pair: Pair) -> tuple[str, str, Row]:
    """Return a row of a guarded pair; a fourth word is the number that agrees."""
    one, other, weight, *agreeing = pair
    return one, other, {"match_weight": weight, **{f"weight_of_{name}": 9.0 for name in agreeing}}


def said_once(con: DuckDBPyConnection, *, shift: float = 0.0) -> pa.Table:
    return select_from(
        con,
        PACKAGE,
        "once",
        shift=shift,
        least_weight=LEAST,
        sure_weight=SURE,
        most_twice=MOST_HELD_TWICE,
        fits_another_name=FITS_ANOTHER,
        fits_another_weight=thresholds.FITS_ANOTHER.weight,
        held_once_name=HELD_ONCE,
        held_once_weight=thresholds.HELD_ONCE.weight,
    ).to_arrow_table()


def against(con: DuckDBPyConnection, *pairs: Pair, shift: float = 0.0) -> dict[str, str]:
    """Return what sources that hold people once say, by the two letters of the pair."""
    pairs_told(con, "linkage.guarded_pair", [told(pair) for pair in pairs])
    rows = said_once(con, shift=shift).to_pylist()
    assert all(row["record_number_l"] < row["record_number_r"] for row in rows)
    name_of = {number: name for name, number in numbers(con).items()}
    found = {
        "".join(sorted(name_of[row[end]] for end in ("record_number_l", "record_number_r"))): row[
            "name"
        ]
        for row in rows
    }
    assert len(found) == len(rows)
    assert {row["name"]: row["weight"] for row in rows}.items() <= {
        FITS_ANOTHER: thresholds.FITS_ANOTHER.weight,
        HELD_ONCE: thresholds.HELD_ONCE.weight,
    }.items()
    return found


# The second best.


def test_the_second_best_record_of_a_source_is_somebody_else(con: DuckDBPyConnection) -> None:
    holding(con, gp="a", school="st")
    assert against(con, ("a", "s", 12.0), ("a", "t", 8.0)) == {"at": FITS_ANOTHER}


def test_the_second_best_is_found_from_whichever_end(con: DuckDBPyConnection) -> None:
    holding(con, gp="ab", school="s")
    assert against(con, ("a", "s", 8.0), ("b", "s", 12.0)) == {"as": FITS_ANOTHER}


def test_two_that_fit_as_well_are_both_let_be(con: DuckDBPyConnection) -> None:
    holding(con, gp="a", school="st")
    assert against(con, ("a", "s", 8.0), ("a", "t", 8.0), shift=-0.1) == {}


@pytest.mark.parametrize(
    ("likeness", "shift", "expected"),
    [
        (0.0, 0.0, {}),
        (-0.5, 0.0, {"at": FITS_ANOTHER}),
        (0.5, -1.0, {"at": FITS_ANOTHER}),
        (-0.5, 1.0, {}),
    ],
)
def test_a_second_best_that_is_like_the_best_may_be_its_duplicate(
    con: DuckDBPyConnection, likeness: float, shift: float, expected: dict[str, str]
) -> None:
    holding(con, gp="a", school="st")
    pairs = ("a", "s", 12.0), ("a", "t", 8.0), ("s", "t", likeness, "nhs_number")
    assert against(con, *pairs, shift=shift) == expected


@pytest.mark.parametrize("pairs", [[("a", "s", 12.0), ("a", "c", 8.0)], [("s", "c", 12.0)]])
def test_clients_and_contacts_of_a_source_are_two_lists(
    con: DuckDBPyConnection, pairs: list[Pair]
) -> None:
    holding(con, gp="a", school="s", contacts="c")
    assert against(con, *pairs) == {}


@pytest.mark.parametrize(
    ("shift", "expected"), [(0.0, {}), (-0.5, {}), (0.25, {"at": FITS_ANOTHER})]
)
def test_pairs_below_what_is_kept_are_not_looked_at(
    con: DuckDBPyConnection, shift: float, expected: dict[str, str]
) -> None:
    holding(con, gp="a", school="st")
    assert against(con, ("a", "s", 12.0), ("a", "t", LEAST - 0.25), shift=shift) == expected


# Two records of one list.


def test_two_records_of_one_list_are_two_people(con: DuckDBPyConnection) -> None:
    holding(con, gp="ab", school="s")
    assert against(con, ("a", "b", 8.0)) == {"ab": HELD_ONCE}


def test_of_one_list_nobody_is_second_best(con: DuckDBPyConnection) -> None:
    holding(con, gp="abc", school="s")
    found = against(con, ("a", "b", 8.0), ("a", "c", 6.0))
    assert found == {"ab": HELD_ONCE, "ac": HELD_ONCE}


@pytest.mark.parametrize("number", ["nhs_number", "upn"])
def test_one_number_lets_two_records_of_one_list_be(con: DuckDBPyConnection, number: str) -> None:
    holding(con, gp="ab", school="s")
    assert against(con, ("a", "b", 8.0, number)) == {}


# Which lists hold people once.


def listed(con: DuckDBPyConnection, size: int) -> None:
    """Add a list of the school, of records called 0, 1 and so on, and three of the GP."""
    for number in range(size):
        person(con, str(number), source="school", given_name="ADA")
    for letter in "abc":
        person(con, letter, given_name="ADA")
    prepare_records(con)


OF_THE_SCHOOL: tuple[Pair, ...] = (("a", "5", 12.0), ("a", "6", 8.0), ("7", "8", 8.0))


@pytest.mark.parametrize(
    ("size", "holds_once"), [(LIST, True), (LIST - 1, False)], ids=["just so few", "too many"]
)
def test_a_list_with_too_many_twice_says_nothing(
    con: DuckDBPyConnection, size: int, *, holds_once: bool
) -> None:
    listed(con, size)
    found = against(con, ("0", "1", SURE, "nhs_number"), *OF_THE_SCHOOL)
    assert found == ({"6a": FITS_ANOTHER, "78": HELD_ONCE} if holds_once else {})


@pytest.mark.parametrize(
    ("weight", "shift", "holds_once"),
    [(SURE, 0.0, False), (SURE - 0.1, 0.0, True), (SURE, -0.1, True), (SURE - 0.1, 0.1, False)],
)
def test_only_pairs_that_surely_are_one_person_tell_who_is_held_twice(
    con: DuckDBPyConnection, weight: float, shift: float, *, holds_once: bool
) -> None:
    listed(con, LIST - 1)
    found = against(con, ("0", "1", weight, "nhs_number"), ("7", "8", 8.0), shift=shift)
    assert found == ({"78": HELD_ONCE} if holds_once else {})


def test_records_and_not_pairs_are_counted(con: DuckDBPyConnection) -> None:
    listed(con, round(3 / MOST_HELD_TWICE))
    thrice: list[Pair] = [
        (one, other, SURE, "upn") for one, other in (("0", "1"), ("0", "2"), ("1", "2"))
    ]
    assert against(con, *thrice, ("7", "8", 8.0)) == {"78": HELD_ONCE}


def test_what_two_lists_have_in_common_is_not_held_twice(con: DuckDBPyConnection) -> None:
    listed(con, LIST - 1)
    assert against(con, ("a", "1", 20.0), ("b", "2", 20.0), ("7", "8", 8.0)) == {"78": HELD_ONCE}


def test_another_list_still_says_what_it_knows(con: DuckDBPyConnection) -> None:
    listed(con, LIST - 1)
    found = against(
        con, ("0", "1", SURE, "upn"), ("a", "5", 12.0), ("b", "5", 8.0), ("b", "c", 2.0)
    )
    assert found == {"5b": FITS_ANOTHER, "bc": HELD_ONCE}


def test_a_source_that_is_alone_is_there_to_be_rid_of_duplicates(con: DuckDBPyConnection) -> None:
    holding(con, school="stu", contacts="c")
    assert against(con, ("s", "t", 8.0), ("s", "c", 12.0), ("t", "c", 8.0)) == {}


# Which guard is told.

BEFORE = 8.0


def paired(
    con: DuckDBPyConnection, own: Penalty | None, *, before: float = BEFORE, shift: float = 0.0
) -> dict[str, Any]:
    """Return the one pair of `linkage.pair`: two records of a list that holds people once."""
    holding(con, gp="ab", school="s")
    row = {
        "match_weight_before_guard": before,
        "match_weight": before + (own.weight if own else 0.0),
        "guard": own.name if own else None,
        "weight_of_sex": 1.5,
    }
    pairs_told(con, "linkage.guarded_pair", [("a", "b", row)])
    con.register("once", said_once(con, shift=shift))
    (pair,) = found_by(con, "pair", shift=shift)
    return pair


WEAKER = [None, thresholds.ONLY_A_NAME]
STRONGER = [thresholds.TWINS, thresholds.DIFFERENT_GIVEN_NAME, thresholds.STATED_RELATIVES]


@pytest.mark.parametrize("shift", [0.0, -1.25])
@pytest.mark.parametrize("own", WEAKER)
def test_a_list_that_holds_people_once_takes_more_than_a_weaker_guard(
    con: DuckDBPyConnection, own: Penalty | None, shift: float
) -> None:
    pair = paired(con, own, shift=shift)
    assert pair["guard"] == HELD_ONCE
    assert pair["match_weight_before_guard"] == BEFORE + shift
    assert pair["match_weight"] == BEFORE + thresholds.HELD_ONCE.weight + shift


@pytest.mark.parametrize("shift", [0.0, -1.25])
@pytest.mark.parametrize("own", STRONGER)
def test_a_stronger_guard_stands(con: DuckDBPyConnection, own: Penalty, shift: float) -> None:
    pair = paired(con, own, shift=shift)
    assert pair["guard"] == own.name
    assert pair["match_weight_before_guard"] == BEFORE + shift
    assert pair["match_weight"] == BEFORE + own.weight + shift


def test_a_pair_that_nothing_is_held_against_moves_with_the_prior_alone(
    con: DuckDBPyConnection,
) -> None:
    holding(con, gp="a", school="s")
    pairs_told(con, "linkage.guarded_pair", [("a", "s", {"match_weight": 12.0})])
    con.register("once", said_once(con))
    (pair,) = found_by(con, "pair", shift=0.5)
    assert (pair["match_weight_before_guard"], pair["match_weight"]) == (12.5, 12.5)
    assert pair["guard"] is None


def test_what_was_compared_is_told_as_it_was(con: DuckDBPyConnection) -> None:
    pair = paired(con, None, shift=2.0)
    assert (pair["weight_of_sex"], pair["weight_of_upn"]) == (1.5, None)
    assert (pair["closeness"], pair["cannot_be_one"]) == ("elsewhere", False)


@pytest.mark.parametrize("before", [12.0, 12.3])
def test_of_two_guards_that_take_the_same_the_pairs_own_is_told(
    con: DuckDBPyConnection, before: float
) -> None:
    own = thresholds.TWINS
    assert own.weight == thresholds.FITS_ANOTHER.weight
    holding(con, gp="a", school="st")
    twin = {"match_weight_before_guard": before, "match_weight": before + own.weight}
    rows = [told(("a", "s", 20.0)), ("a", "t", {**twin, "guard": own.name})]
    pairs_told(con, "linkage.guarded_pair", rows)
    con.register("once", said_once(con))
    guards = {pair["guard"] for pair in found_by(con, "pair", shift=0.0)}
    assert guards == {None, own.name}
