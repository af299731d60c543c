"""The weights of a night: what they start from, what they are made of, and what guards take.

Which guard applies to which pair is tested with each guard; here pairs are scored by the model.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.model import load_trained, prior_of
from linkage_models.person.model import PERSON_MODEL
from linkage_models.person.preparing import prepare_records
from linkage_models.person.weighing import CLEARLY_DIFFERENT, guard_pairs, score_pairs
from tests.person_rows import (
    CHILD_BORN,
    COMPARED,
    Row,
    found_by,
    home,
    laid_out,
    numbers,
    person,
    scored,
    tie,
)


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with laid_out() as connection:
        yield connection


# Whether people who live together are in the records.


def share_of_two(con: DuckDBPyConnection, *houses: tuple[Row, Row]) -> tuple[float, bool]:
    """Return the share of two people among pairs at one address, and whether there are ties."""
    for number, couple in enumerate(houses):
        for letter, row in zip("ab", couple, strict=True):
            person(con, f"{number}{letter}", **row)
            home(con, f"{number}{letter}", f"{number} MILL LANE")
    prepare_records(con)
    (found,) = found_by(con, "household_share", clearly_different=CLEARLY_DIFFERENT)
    return found["share"], found["has_ties"]


IVY = {"given_name": "IVY", "date_of_birth": CHILD_BORN}
TWO_OR_NOT: dict[str, tuple[Row, float]] = {
    "another name, another birth": ({"given_name": "OTTO", "date_of_birth": date(1960, 2, 1)}, 1),
    "one part of the birth agrees": ({"given_name": "OTTO", "date_of_birth": date(1960, 6, 2)}, 1),
    "two parts of the birth agree": ({"given_name": "OTTO", "date_of_birth": date(2015, 6, 2)}, 0),
    "the same name": ({"given_name": "IVY", "date_of_birth": date(1960, 2, 1)}, 0),
    "a name alike": ({"given_name": "IVYS", "date_of_birth": date(1960, 2, 1)}, 0),
    "no name": ({"date_of_birth": date(1960, 2, 1)}, 0),
    "no birth": ({"given_name": "OTTO"}, 0),
}


@pytest.mark.parametrize("name", TWO_OR_NOT)
def test_two_people_of_one_address_differ_in_name_and_birth(
    con: DuckDBPyConnection, name: str
) -> None:
    other, share = TWO_OR_NOT[name]
    assert share_of_two(con, (IVY, other)) == (share, False)


def test_a_pair_counts_once_however_many_addresses_it_shares(con: DuckDBPyConnection) -> None:
    other = {"given_name": "OTTO", "date_of_birth": date(1960, 2, 1)}
    for letter in "ab":
        home(con, f"0{letter}", "7 FAR ROAD")
    assert share_of_two(con, (IVY, other), (IVY, IVY))[0] == 0.5


def test_whoever_lacks_a_name_or_a_birth_is_not_counted(con: DuckDBPyConnection) -> None:
    other = {"given_name": "OTTO", "date_of_birth": date(1960, 2, 1)}
    nameless, unborn = {"date_of_birth": CHILD_BORN}, {"given_name": "IVY"}
    assert share_of_two(con, (IVY, other), (IVY, nameless), (IVY, unborn))[0] == 1


def test_records_without_addresses_hold_no_households(con: DuckDBPyConnection) -> None:
    person(con, "a", **IVY)
    assert share_of_two(con) == (0.0, False)


def weighing_of(con: DuckDBPyConnection) -> dict[str, Any]:
    """Score the records with the numbers that ship, and return what the weights start from."""
    prepare_records(con)
    score_pairs(con, load_trained(PERSON_MODEL))
    (row,) = con.table("linkage.weighing").to_arrow_table().to_pylist()
    told: dict[str, Any] = row
    return told


COUPLES = (("OTTO", "BRIGID"), ("HUGO", "SELMA"))


def couple(con: DuckDBPyConnection, house: int) -> None:
    """Add two people of one home."""
    for year, given in zip((1961, 1974), COUPLES[house % 2], strict=True):
        born = date(year, house + 1, year % 28 + 1)
        person(con, f"{given} {house}", given_name=given, date_of_birth=born)
        home(con, f"{given} {house}", f"{house} FAR ROAD")


def twice(con: DuckDBPyConnection) -> None:
    """Add one person with two records of one home."""
    for letter in "ab":
        person(con, letter, **IVY)
        home(con, letter)


@pytest.mark.parametrize(("couples", "has_households"), [(1, False), (2, True)])
def test_households_are_in_records_where_most_who_share_an_address_are_two(
    con: DuckDBPyConnection, couples: int, *, has_households: bool
) -> None:
    twice(con)
    for house in range(couples):
        couple(con, house)
    assert weighing_of(con)["has_households"] is has_households


def test_a_tie_says_that_families_are_in_the_records(con: DuckDBPyConnection) -> None:
    twice(con)
    person(con, "mother", given_name="EVE", date_of_birth=date(1985, 4, 5))
    tie(con, "mother", "a")
    assert weighing_of(con)["has_households"] is True


# What a weight is made of.


def test_a_weight_is_tonights_prior_and_what_every_comparison_says(con: DuckDBPyConnection) -> None:
    twice(con)
    for house in range(4):
        couple(con, house)
    start = weighing_of(con)
    pairs = con.table("linkage.pair").to_arrow_table().to_pylist()
    assert pairs
    for pair in pairs:
        said = sum(pair[f"weight_of_{name}"] for name in COMPARED)
        assert pair["match_weight_before_guard"] == pytest.approx(start["prior"] + said)
    assert start["prior_of_model"] == pytest.approx(prior_of(load_trained(PERSON_MODEL)))
    assert start["shift"] == pytest.approx(start["prior"] - start["prior_of_model"])


@pytest.mark.parametrize(
    ("agreeing", "closeness"),
    [
        ("address", "one household"),
        ("contact_point", "one household"),
        ("relatives", "elsewhere"),
        ("nhs_number", "elsewhere"),
    ],
)
def test_who_shares_an_address_or_a_phone_is_of_one_household(
    con: DuckDBPyConnection, agreeing: str, closeness: str
) -> None:
    twice(con)
    prepare_records(con)
    against = {name: -1.0 for name in ("address", "contact_point") if name != agreeing}
    scored(con, "a", "b", 12.0, **against, **{agreeing: 5.0})
    guard_pairs(con, has_households=True)
    assert con.table("linkage.guarded_pair").select("closeness").fetchall() == [(closeness,)]


def test_how_rare_a_value_is_counts_with_its_comparison(con: DuckDBPyConnection) -> None:
    twice(con)
    prepare_records(con)
    scored(con, "a", "b", 12.0, given_name=5.0, family_name=4.0, date_of_birth=3.0, sex=1.0)
    con.execute(
        "update linkage.scored_pair set mw_tf_adj_given_name = 0.5, mw_tf_adj_family_name = 0.25,"
        " mw_tf_adj_date_of_birth = -0.75"
    )
    guard_pairs(con, has_households=True)
    names = ("given_name", "family_name", "date_of_birth", "sex", "upn")
    columns = [f"weight_of_{name}" for name in names]
    assert con.table("linkage.guarded_pair").select(*columns).fetchall() == [
        (5.5, 4.25, 2.25, 1.0, 0.0)
    ]


# Guards: pairs of one home that look like one person. Each pair has a surname of its own.

HELD_BACK: dict[str, tuple[Row, Row]] = {
    "twins": ({"given_name": "MARTHA"}, {"given_name": "MARIAN"}),
    "different given names in one household": ({"given_name": "IVY"}, {"given_name": "BEATRICE"}),
    "parent and child of the same name": (
        {"given_name": "AMOS", "date_of_birth": date(1975, 3, 9)},
        {"given_name": "AMOS", "date_of_birth": date(2005, 8, 2)},
    ),
    "two verified NHS numbers": (
        {"given_name": "OLGA", "nhs_number": "9992719915", "nhs_number_status": "verified"},
        {"given_name": "OLGA", "nhs_number": "9998839440", "nhs_number_status": "verified"},
    ),
}
LET_THROUGH: dict[str, tuple[Row, Row]] = {
    "the same given name": ({"given_name": "IVY"}, {"given_name": "IVY"}),
    "a known short form": ({"given_name": "KATHERINE"}, {"given_name": "KATE"}),
    "one letter misspelt": ({"given_name": "JONATHAN"}, {"given_name": "JONATHON"}),
    "the beginning of a name": ({"given_name": "MAX"}, {"given_name": "MAXINE"}),
    "an NHS number not verified": (
        {"given_name": "OLGA", "nhs_number": "9994958976", "nhs_number_status": "verified"},
        {"given_name": "OLGA", "nhs_number": "9991078509", "nhs_number_status": "unverified"},
    ),
    "another name under one NHS number": (
        {"given_name": "IVY", "nhs_number": "9997198034"},
        {"given_name": "BEATRICE", "nhs_number": "9997198034"},
    ),
}
PAIRS: dict[str, tuple[Row, Row]] = {
    **HELD_BACK,
    **LET_THROUGH,
    "one begins with the other, born another year": (
        {"given_name": "PAUL", "date_of_birth": date(1980, 5, 6)},
        {"given_name": "PAULA", "date_of_birth": date(1982, 11, 17)},
    ),
}
_LETTERS = "BCDFGHJKLMN"


@pytest.fixture(scope="module")
def judged() -> dict[str, tuple[float, float, str | None]]:
    """Every pair's weight before and after its guard, and the guard."""
    with laid_out() as con:
        for letter, (name, rows) in zip(_LETTERS, PAIRS.items(), strict=True):
            for source, row in zip(("gp", "school"), rows, strict=True):
                told = {"date_of_birth": CHILD_BORN, "family_name": f"{letter * 3}SON", **row}
                person(con, f"{name} {source}", source=source, **told)
                home(con, f"{name} {source}", postcode=f"QZ1 1A{letter}", source=source)
        for house in range(12):  # So that people who live together are in the records.
            couple(con, house)
        prepare_records(con)
        score_pairs(con, load_trained(PERSON_MODEL))
        name_of = {number: name.rpartition(" ")[0] for name, number in numbers(con).items()}
        pairs = con.table("linkage.pair").select(
            "record_number_l",
            "record_number_r",
            "match_weight_before_guard",
            "match_weight",
            "guard",
        )
        return {
            name_of[left]: (before, after, guard)
            for left, right, before, after, guard in pairs.fetchall()
            if name_of[left] == name_of[right]
        }


@pytest.mark.parametrize("name", HELD_BACK)
def test_a_pair_that_only_looks_like_one_person_is_held_back(
    name: str, judged: dict[str, tuple[float, float, str | None]]
) -> None:
    before, after, guard = judged[name]
    penalty = next(p for p in vars(thresholds).values() if getattr(p, "name", None) == name)
    assert guard == name
    assert after == pytest.approx(before + penalty.weight)


@pytest.mark.parametrize("name", LET_THROUGH)
def test_a_pair_that_may_well_be_one_person_is_not(
    name: str, judged: dict[str, tuple[float, float, str | None]]
) -> None:
    before, after, guard = judged[name]
    assert guard is None
    assert after == before


def test_a_like_name_of_another_birth_in_one_home_is_another_person(
    judged: dict[str, tuple[float, float, str | None]],
) -> None:
    guard = judged["one begins with the other, born another year"][2]
    assert guard == thresholds.DIFFERENT_GIVEN_NAME.name
