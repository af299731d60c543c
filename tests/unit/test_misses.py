"""How far a missed link came, what stopped it, and how false and missed links are counted."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.evaluation.misses.finding import errors_of_night
from linkage_models.evaluation.misses.kinds import STAGES
from linkage_models.person.weighing import GUARDS
from linkage_models.thresholds import FITS_ANOTHER, HELD_ONCE, ONLY_A_NAME
from pipelines import steps
from tests.misses import JOIN, LAID_OUT, errors, joined, kinds, record, scored

OF_A_SOURCE = (HELD_ONCE, FITS_ANOTHER)


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as connection:
        steps.begin(connection)
        connection.execute(LAID_OUT)
        yield connection


def test_a_person_in_three_parts_is_two_missed_links(con: DuckDBPyConnection) -> None:
    for number in range(4):
        record(con, f"main{number}", "P1", found=1)
    record(con, "part", "P1", found=2)
    record(con, "other part", "P1", found=3)
    (row,) = errors(con)
    assert (row["error"], row["errors"], row["share"]) == ("missed", 2, 1.0)


def test_a_right_linkage_has_no_errors(con: DuckDBPyConnection) -> None:
    record(con, "a", "P1", found=1)
    record(con, "b", "P1", found=1)
    record(con, "c", "P2", found=2, given_name="FLORIAN")
    joined(con, "a", "b", 20.0)
    assert errors(con) == []


def test_how_far_a_link_came_is_told_by_its_nearest_pair(con: DuckDBPyConnection) -> None:
    unlike = {
        "given_name": "ANJALI",
        "family_name": "KETTLEWICK",
        "date_of_birth": date(1950, 1, 9),
    }
    record(con, "below a", "below", found=1)
    record(con, "below b", "below", found=2)
    record(con, "asked a", "asked", found=11)
    record(con, "asked b", "asked", found=12)
    record(con, "doubtful a", "doubtful", found=13, given_name=None)
    record(con, "doubtful b", "doubtful", found=14)
    record(con, "guarded a", "guarded", found=3)
    record(con, "guarded b", "guarded", found=4)
    record(con, "cut a", "cut", found=5)
    record(con, "cut b", "cut", found=6)
    record(con, "apart a", "apart", found=7)
    record(con, "apart b", "apart", found=8, **unlike)
    record(con, "far a", "far", found=9)
    record(con, "far b", "far", found=10)
    scored(con, "below a", "below b", 5.5)
    scored(con, "asked a", "asked b", 7.5)
    scored(con, "doubtful a", "doubtful b", 11.0)
    scored(con, "guarded b", "guarded a", 2.0, before=17.0, guard="twins")
    scored(con, "cut a", "cut b", 15.0)
    joined(con, "cut a", "cut b", 15.0, cut="two verified NHS numbers")
    told = {(row["stage"], row["detail"]): row["median_weight"] for row in errors(con)}
    assert told == {
        ("below", ""): 5.5,
        ("for review", ""): 7.5,
        ("doubtful", ""): 11.0,
        ("guarded", "twins"): 17.0,
        ("cut", "two verified NHS numbers"): 15.0,
        ("apart", ""): None,
        ("far below", ""): None,
    }
    assert {stage for stage, _ in told} | {"joined"} == {stage.name for stage in STAGES}


def test_a_weak_pair_that_a_guard_also_met_is_not_blamed_on_it(con: DuckDBPyConnection) -> None:
    record(con, "a", "P1", found=1)
    record(con, "b", "P1", found=2)
    scored(con, "a", "b", -10.0, before=5.0, guard="twins")
    assert [(row["stage"], row["detail"]) for row in errors(con)] == [("below", "")]


@pytest.mark.parametrize("guard", [guard.name for guard in (*GUARDS.values(), *OF_A_SOURCE)])
def test_a_link_that_a_guard_stopped_is_told_by_that_guard(
    con: DuckDBPyConnection, guard: str
) -> None:
    record(con, "a", "P1", found=1)
    record(con, "b", "P1", found=2)
    scored(con, "a", "b", 1.0, before=17.0, guard=guard)
    assert [(row["stage"], row["detail"]) for row in errors(con)] == [("guarded", guard)]


def test_a_false_link_tells_the_guard_that_was_too_weak(con: DuckDBPyConnection) -> None:
    record(con, "a", "P1", found=1)
    record(con, "b", "P2", found=1, date_of_birth=None)
    scored(con, "a", "b", 12.0, before=14.0, guard=ONLY_A_NAME.name)
    joined(con, "a", "b", 12.0)
    (row,) = errors(con)
    assert row["detail"] == "probabilistic, in spite of: nothing in common but a name"
    assert (row["median_weight"], row["asked"]) == (14.0, 0)


def test_people_are_asked_of_pairs_for_review_and_of_persons_set_aside(
    con: DuckDBPyConnection,
) -> None:
    record(con, "a", "P1", found=1)
    record(con, "b", "P1", found=2, date_of_birth=None)
    scored(con, "a", "b", 7.0)
    record(con, "c", "P2", found=3)
    record(con, "d", "P3", found=3, given_name="FLORA")
    joined(con, "c", "d", 12.0)
    con.execute("insert into waiting values ('c')")
    assert {row["error"]: row["asked"] for row in errors(con)} == {"missed": 1, "false": 1}


def test_an_error_is_asked_of_people_if_any_of_its_pairs_is(con: DuckDBPyConnection) -> None:
    record(con, "a", "P1", found=1)
    record(con, "b", "P1", found=1)
    record(con, "c", "P1", found=2, date_of_birth=None)
    scored(con, "a", "c", 2.0, before=17.0, guard="twins")
    scored(con, "b", "c", 7.0)
    assert [(row["stage"], row["asked"]) for row in errors(con)] == [("guarded", 1)]


def test_a_night_that_is_open_for_reading_can_be_judged(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    record(con, "a", "P1/H1", found=1)
    record(con, "b", "P2/H1", found=1, date_of_birth=date(2015, 1, 5))
    record(con, "withheld", "P2/H1", found=1)
    joined(con, "a", "b", 12.0)
    errors(con)
    con.execute(f"attach '{tmp_path}/night.duckdb' as night")
    con.execute("copy from database memory to night")
    con.execute("detach night")
    with duckdb.connect(str(tmp_path / "night.duckdb"), read_only=True) as night:
        told = night.sql(
            "select source, record_id, person_id, record_id = 'withheld' as excluded from truth"
        )
        homes = night.sql("select distinct person_id, household_id from truth")
        night.register("truth_record", told.to_arrow_table())
        night.register("truth_person", homes.to_arrow_table())
        rows = errors_of_night(night, JOIN).to_pylist()
    assert kinds(rows) == [("false", "joined", "parent and child", 1)]
