"""What became of a pair is read off its link, the decisions about it and the list for review."""

from collections.abc import Iterator

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.explaining.fates import outcome, path
from linkage_models.explaining.records import LinkedRecord, RecordKey
from linkage_models.person import resolve
from linkage_models.thresholds import STATED_RELATIVES

# As the night writes it.
KNOWN = resolve._KNOWN_TO_BE_TWO
NUMBERS = "record_number_l bigint, record_number_r bigint"


def record(name: str, number: int, person_id: int = 1) -> LinkedRecord:
    key = RecordKey(source="gp", record_id=name)
    return LinkedRecord(key=key, number=number, person_id=person_id)


ONE, OTHER = record("a", 4), record("b", 7)


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema linkage")
        for table, columns in {
            "link": "evidence text, is_cut boolean, cut_reason text",
            "decision": "decision text, status text",
            "for_review": "match_weight double",
        }.items():
            connection.execute(f"create table linkage.{table} ({NUMBERS}, {columns})")
        yield connection


@pytest.mark.parametrize(
    ("link", "decided", "for_review", "told"),
    [
        (("probabilistic", False, None), None, False, "joined"),
        (("exact identifier", False, None), None, False, "joined, on an identifier that agrees"),
        (("kept", False, None), None, False, "kept joined, as they were last night"),
        (("human", False, None), ("same", "applied"), False, "joined, as people decided"),
        (("probabilistic", True, "two UPNs"), None, False, "cut: two UPNs"),
        (("probabilistic", True, "why"), ("different", "applied"), False, "kept apart, as people"),
        (None, ("different", "applied"), True, "kept apart, as people decided"),
        (None, ("same", "conflict"), False, "set aside: decisions of people contradict"),
        (None, ("same", "revoked"), True, "for review: not joined, and people should look"),
        (None, None, False, "not joined"),
    ],
)
def test_what_became_of_a_pair_is_told(
    con: DuckDBPyConnection,
    link: tuple[str, bool, str | None] | None,
    decided: tuple[str, str] | None,
    for_review: bool,
    told: str,
) -> None:
    if link:
        con.execute("insert into linkage.link values (4, 7, ?, ?, ?)", link)
    if decided:
        con.execute("insert into linkage.decision values (7, 4, ?, ?)", decided)
    if for_review:
        con.execute("insert into linkage.for_review values (4, 7, 0.5)")
    assert outcome(con, ONE, OTHER, reaches_join=False).startswith(told)


def test_a_pair_at_the_join_level_that_is_no_link_is_told_as_that(con: DuckDBPyConnection) -> None:
    told = outcome(con, ONE, OTHER, reaches_join=True)
    assert told == "not joined, although it reaches that level"


def test_records_of_two_persons_have_no_path(con: DuckDBPyConnection) -> None:
    assert path(con, ONE, record("b", 7, person_id=2)) == ()


# Of one person with gp:a is gp:x, and of one with gp:b is gp:y.
MEMBERS = (("a", 4, 1), ("x", 5, 1), ("b", 7, 2), ("y", 8, 2))


@pytest.fixture
def cut(con: DuckDBPyConnection) -> DuckDBPyConnection:
    con.execute("create schema conformed")
    con.execute(f"create table linkage.pair ({NUMBERS}, guard text, cannot_be_one boolean)")
    con.execute("create table linkage.record (record_number bigint, source text, record_id text)")
    con.execute(
        "create table linkage.person_record (person_id bigint, source text, record_id text)"
    )
    con.execute(
        "create table conformed.relationship (source text, from_record_id text, to_record_id text)"
    )
    for name, number, person_id in MEMBERS:
        con.execute("insert into linkage.record values (?, 'gp', ?)", (number, name))
        con.execute("insert into linkage.person_record values (?, 'gp', ?)", (person_id, name))
    con.execute("insert into linkage.link values (4, 7, 'probabilistic', true, ?)", [KNOWN])
    return con


def told_of_cut(con: DuckDBPyConnection) -> str:
    return outcome(con, ONE, record("b", 7, person_id=2), reaches_join=True)


def test_a_cut_link_is_told_with_the_records_that_parted_its_persons(
    cut: DuckDBPyConnection,
) -> None:
    cut.execute("insert into linkage.pair values (8, 5, 'a guard', true), (4, 8, 'twins', false)")
    assert told_of_cut(cut) == f"cut: {KNOWN}, as are gp:x and gp:y (a guard)"


def test_a_stated_tie_that_parted_two_persons_is_told(cut: DuckDBPyConnection) -> None:
    cut.execute("insert into conformed.relationship values ('gp', 'y', 'a')")
    told = told_of_cut(cut)
    assert told == f"cut: {KNOWN}, as are gp:a and gp:y ({STATED_RELATIVES.name})"


def test_a_cut_link_that_cannot_be_one_itself_is_told_with_its_own_guard(
    cut: DuckDBPyConnection,
) -> None:
    cut.execute("insert into linkage.pair values (4, 5, 'of one', true), (4, 7, 'its own', true)")
    cut.execute("insert into conformed.relationship values ('gp', 'a', 'y')")
    assert told_of_cut(cut) == f"cut: {KNOWN} (its own)"


def test_a_cut_link_of_persons_that_nothing_known_parts_is_told_by_its_reason_alone(
    cut: DuckDBPyConnection,
) -> None:
    cut.execute("insert into linkage.pair values (4, 5, 'within one person', true)")
    assert told_of_cut(cut) == f"cut: {KNOWN}"
