"""Which pairs join, which are kept as of last night, and which people look at."""

from collections.abc import Iterator
from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from duckdb import DuckDBPyConnection

from linkage_models import thresholds
from linkage_models.person.decision_list import SCHEMA
from linkage_models.person.decisions import create_decisions
from linkage_models.person.preparing import prepare_records, registered
from tests.clusters import decisions
from tests.person_rows import CHILD_BORN, Row, found_by, laid_out, numbers, pairs_told, person

JOIN = thresholds.SAME_PERSON.weight
KEEP = thresholds.STILL_SAME_PERSON.weight
REVIEW = thresholds.FOR_REVIEW.weight
TWINS = {"match_weight": -3.0, "guard": thresholds.TWINS.name}

Told = tuple[str, Row]


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with laid_out() as connection:
        yield connection


def people(con: DuckDBPyConnection, **names: str | None) -> None:
    """Add records called by their letters, born on one day, with their given names."""
    for letter, name in names.items():
        person(con, letter, given_name=name, date_of_birth=CHILD_BORN)
    prepare_records(con)


def links(
    con: DuckDBPyConnection, *pairs: Told, decided: pa.Table | None = None
) -> dict[str, dict[str, object]]:
    """Return what is told of each pair that joins, by its two letters."""
    create_decisions(con, decided)
    pairs_told(con, "linkage.pair", [(pair[0], pair[1], row) for pair, row in pairs])
    rows = found_by(con, "link", join_weight=JOIN, keep_weight=KEEP)
    ends = [(row["node_l"], row["node_r"]) for row in rows]
    assert ends == sorted(set(ends))
    name_of = {number - 1: name for name, number in numbers(con).items()}
    return {name_of[row["node_l"]] + name_of[row["node_r"]]: row for row in rows}


def weighing(weight: float, **more: object) -> Row:
    return {"match_weight": weight, **more}


# The join level.


def test_a_pair_joins_at_the_level_and_not_below(con: DuckDBPyConnection) -> None:
    people(con, a="ADA", b="ADA", c="ADA")
    found = links(con, ("bc", weighing(JOIN)), ("ab", weighing(JOIN - 0.01)))
    assert list(found) == ["bc"]
    told = {"match_weight": JOIN, "is_sure": False, "is_kept": False}
    assert found["bc"] == {"node_l": 1, "node_r": 2, **told}


@pytest.mark.parametrize("number", ["nhs_number", "upn"])
@pytest.mark.parametrize(("weight", "is_sure"), [(9.0, True), (-4.0, False), (None, False)])
def test_a_link_on_an_exact_identifier_is_sure(
    con: DuckDBPyConnection, number: str, weight: float | None, *, is_sure: bool
) -> None:
    people(con, a="ADA", b="ADA")
    found = links(con, ("ab", weighing(12.0, **{f"weight_of_{number}": weight})))
    assert found["ab"]["is_sure"] is is_sure


def test_a_guarded_pair_that_still_weighs_enough_joins(con: DuckDBPyConnection) -> None:
    people(con, a="ADA", b="ADA")
    assert "ab" in links(con, ("ab", weighing(JOIN, guard=thresholds.ONLY_A_NAME.name)))


# Persons of last night.


def last_night(con: DuckDBPyConnection, source: str = "gp", **keys: str) -> None:
    """Tell whose records these were last night."""
    rows = [
        {"source": source, "record_id": letter, "person_key": key, "is_present": True}
        for letter, key in keys.items()
    ]
    names = con.table("linkage.last_person_record").columns
    con.from_arrow(pa.Table.from_pylist(rows).select(names)).insert_into(
        "linkage.last_person_record"
    )


def taken_back(decision: str) -> pa.Table:
    """Return a decision on the pair a and b that somebody revoked."""
    rows = decisions(("ab", decision)).to_pylist()
    return pa.Table.from_pylist([row | {"revoked_on": date(2026, 4, 1)} for row in rows], SCHEMA)


def test_one_person_of_last_night_stays_one_at_a_lower_level(con: DuckDBPyConnection) -> None:
    people(con, a="ADA", b="ADA", c="ADA")
    last_night(con, a="k", b="k", c="k")
    found = links(con, ("ab", weighing(KEEP)), ("ac", weighing(KEEP - 0.01)))
    assert {name: row["is_kept"] for name, row in found.items()} == {"ab": True}


def test_a_pair_that_joins_anyway_is_not_told_as_kept(con: DuckDBPyConnection) -> None:
    people(con, a="ADA", b="ADA")
    last_night(con, a="k", b="k")
    assert links(con, ("ab", weighing(JOIN)))["ab"]["is_kept"] is False


@pytest.mark.parametrize("keys", [{"a": "k", "b": "l"}, {"a": "k"}, {"b": "k"}, {}])
def test_records_that_were_not_one_person_are_not_kept_together(
    con: DuckDBPyConnection, keys: dict[str, str]
) -> None:
    people(con, a="ADA", b="ADA")
    last_night(con, **{"other": "k", **keys})
    assert links(con, ("ab", weighing(0.0))) == {}


@pytest.mark.parametrize(("here", "elsewhere"), ["ab", "ba"])
def test_the_record_of_another_source_was_somebody_else(
    con: DuckDBPyConnection, here: str, elsewhere: str
) -> None:
    people(con, a="ADA", b="ADA")
    last_night(con, **{here: "k"})
    last_night(con, source="school", **{elsewhere: "k"})
    assert links(con, ("ab", weighing(0.0))) == {}


def test_a_guard_ends_what_was_one_person_last_night(con: DuckDBPyConnection) -> None:
    people(con, a="ADA", b="ADA")
    last_night(con, a="k", b="k")
    assert links(con, ("ab", weighing(0.0, guard=thresholds.ONLY_A_NAME.name))) == {}


@pytest.mark.parametrize("decision", ["same", "different"])
def test_what_a_person_took_back_is_no_reason_to_keep(
    con: DuckDBPyConnection, decision: str
) -> None:
    people(con, a="ADA", b="ADA")
    last_night(con, a="k", b="k")
    assert links(con, ("ab", weighing(0.0)), decided=taken_back(decision)) == {}


def test_what_a_person_took_back_does_not_hold_against_a_pair_that_joins(
    con: DuckDBPyConnection,
) -> None:
    people(con, a="ADA", b="ADA")
    assert "ab" in links(con, ("ab", weighing(JOIN)), decided=taken_back("same"))


def test_a_decision_that_stands_or_is_of_others_does_not_end_what_is_kept(
    con: DuckDBPyConnection,
) -> None:
    people(con, a="ADA", b="ADA", c="ADA")
    last_night(con, b="k", c="k", a="k")
    decided = pa.concat_tables([taken_back("same"), decisions(("bc", "same"))])
    pairs = [(pair, weighing(0.0)) for pair in ("ab", "ac", "bc")]
    assert set(links(con, *pairs, decided=decided)) == {"ac", "bc"}


# Records without a given name.


@pytest.mark.parametrize("name", [None, "I"])
@pytest.mark.parametrize("letter", ["0", "z"])
def test_a_record_without_a_name_that_fits_two_twins_joins_neither(
    con: DuckDBPyConnection, letter: str, name: str | None
) -> None:
    people(con, a="IVY", b="ISLA", **{letter: name})
    each = [("".join(sorted(twin + letter)), weighing(15.0)) for twin in "ab"]
    assert links(con, ("ab", TWINS), *each) == {}


def test_a_record_with_a_name_joins_whomever_it_fits(con: DuckDBPyConnection) -> None:
    people(con, a="IVY", b="ISLA", z="IV")
    pairs = [("az", weighing(15.0)), ("bz", weighing(15.0))]
    assert set(links(con, ("ab", TWINS), *pairs)) == {"az", "bz"}


def test_a_record_without_a_name_that_fits_one_of_two_twins_joins_that_one(
    con: DuckDBPyConnection,
) -> None:
    people(con, a="IVY", b="ISLA", z=None)
    pairs = [("az", weighing(15.0)), ("bz", weighing(JOIN - 1))]
    assert set(links(con, ("ab", TWINS), *pairs)) == {"az"}


@pytest.mark.parametrize("between", [[], [("ab", weighing(0.0))]], ids=["no pair", "no guard"])
def test_a_record_without_a_name_joins_two_who_are_not_known_to_be_two(
    con: DuckDBPyConnection, between: list[Told]
) -> None:
    people(con, a="IVY", b="IVY", z=None)
    pairs = [("az", weighing(15.0)), ("bz", weighing(15.0))]
    assert set(links(con, *between, *pairs)) == {"az", "bz"}


def test_an_exact_identifier_tells_which_twin_a_record_without_a_name_is(
    con: DuckDBPyConnection,
) -> None:
    people(con, a="IVY", b="ISLA", z=None)
    pairs = [("az", weighing(15.0)), ("bz", weighing(15.0, weight_of_nhs_number=9.0))]
    assert set(links(con, ("ab", TWINS), *pairs)) == {"bz"}


def test_the_doubt_about_one_record_is_none_about_another(con: DuckDBPyConnection) -> None:
    people(con, a="IVY", b="ISLA", c="IVY", z=None)
    pairs = [(pair, weighing(15.0)) for pair in ("ac", "az", "bz", "cz")]
    assert set(links(con, ("ab", TWINS), *pairs)) == {"ac", "cz"}


# What people look at.


def for_review(con: DuckDBPyConnection, clusters: list[int], *pairs: Told) -> list[str]:
    """Return the pairs to look at, by their letters; `clusters` are of the records in order."""
    pairs_told(con, "linkage.pair", [(pair[0], pair[1], row) for pair, row in pairs])
    with registered(con, np.array(clusters)):
        rows = found_by(con, "for_review", review_weight=REVIEW)
    name_of = {number: name for name, number in numbers(con).items()}
    return [name_of[row["record_number_l"]] + name_of[row["record_number_r"]] for row in rows]


def test_pairs_from_the_review_level_on_are_looked_at_in_order(con: DuckDBPyConnection) -> None:
    people(con, a="ADA", b="ADA", c="ADA")
    pairs = ("bc", weighing(REVIEW)), ("ac", weighing(REVIEW - 0.01)), ("ab", weighing(30.0))
    assert for_review(con, [0, 1, 2], *pairs) == ["ab", "bc"]


def test_records_of_one_person_are_not_looked_at(con: DuckDBPyConnection) -> None:
    people(con, a="ADA", b="ADA", c="ADA")
    pairs = [(pair, weighing(0.0)) for pair in ("ab", "ac", "bc")]
    assert for_review(con, [0, 1, 0], *pairs) == ["ab", "bc"]


def test_two_who_cannot_be_one_are_not_looked_at(con: DuckDBPyConnection) -> None:
    people(con, a="ADA", b="ADA", c="ADA")
    pairs = ("ab", weighing(0.0, cannot_be_one=True)), ("ac", TWINS)
    assert for_review(con, [0, 1, 2], *pairs) == ["ac"]
