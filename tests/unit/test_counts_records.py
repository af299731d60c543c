"""What became of the records of each source (F1): every step adds up to the one before it."""

from collections.abc import Iterator

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from pipelines.counts import counting
from sources.mapping import create_conformed

Figures = dict[tuple[str, str], tuple[int, int | None]]

# Of the school two rows broke a rule, and one record was told already. Of the practice: Ann, and
# Bob, who is restricted. Ann is a pupil too; Cat is a pupil twice; Dan's record has no name.
RECORDS = [
    ("gp", "ann", False, 1, True),
    ("gp", "bob", True, None, None),
    ("school", "ann", False, 1, True),
    ("school", "cat", False, 2, True),
    ("school", "cat again", False, 2, True),
    ("school", "dan", False, 3, False),
    ("school", "eve", False, 4, True),
]


@pytest.fixture
def night() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        for schema in ("raw", "conformed", "linkage", "family", "counts"):
            con.execute(f"create schema {schema}")
        create_conformed(con)
        con.execute("create table raw.delivery (source varchar, file varchar, records bigint)")
        con.execute("create table raw.rejected (source varchar, line bigint)")
        con.execute(
            "create table linkage.person_record"
            " (person_id bigint, source varchar, record_id varchar, is_linkable boolean)"
        )
        con.execute("create table family.unit as select unnest([1, 2]) as unit_id")
        con.execute(
            "insert into raw.delivery values ('gp', 'a', 2), ('reference', 'a', 9),"
            " ('school', 'a', 4), ('school', 'b', 7)"
        )
        con.execute("insert into raw.rejected values ('school', 3), ('school', 4)")
        con.execute(
            "insert into conformed.left_out values"
            " ('school', 'census', 'person_record', 'told already', 1),"
            " ('school', 'census', 'address', 'told already', 8)"
        )
        for source, record, is_restricted, person, is_linkable in RECORDS:
            con.execute(
                "insert into conformed.person_record (source, record_id, is_restricted)"
                " values (?, ?, ?)",
                [source, record, is_restricted],
            )
            if person:
                con.execute(
                    "insert into linkage.person_record values (?, ?, ?, ?)",
                    [person, source, record, is_linkable],
                )
        yield con


def figures(night: DuckDBPyConnection) -> Figures:
    counting.count(night, "F1")
    rows = night.table("counts.f1").fetchall()
    assert all(value == families for _, _, _, value, families, _ in rows)
    return {(measure, category): (value, of) for measure, _, category, value, _, of in rows}


def test_f1_tells_what_became_of_the_records_of_a_source(night: DuckDBPyConnection) -> None:
    found = {measure: n for (measure, source), n in figures(night).items() if source == "school"}
    assert found == {
        "rows_received": (11, None),
        "rows_set_aside": (2, 11),
        "found": (6, None),
        "left_out": (1, 6),
        "records": (5, 6),
        "withheld": (0, 5),
        "not_linkable": (1, 5),
        "linked": (3, 5),
        "alone": (1, 5),
        "persons": (4, None),
    }


def test_f1_tells_of_restricted_records_and_that_they_are_of_no_person(
    night: DuckDBPyConnection,
) -> None:
    found = figures(night)
    assert found["withheld", "gp"] == (1, 2)
    assert found["linked", "gp"] == (1, 2)
    assert found["persons", "gp"] == (1, None)


def test_f1_counts_a_person_of_two_sources_once_among_all(night: DuckDBPyConnection) -> None:
    found = figures(night)
    assert found["persons", "all"] == (4, None)
    assert found["families", "all"] == (2, None)


def test_f1_adds_up_step_by_step(night: DuckDBPyConnection) -> None:
    found = figures(night)
    for source in ("gp", "school"):
        fates = ("withheld", "not_linkable", "linked", "alone")
        records, of_found = found["records", source]
        assert sum(found[fate, source][0] for fate in fates) == records
        assert records + found["left_out", source][0] == of_found == found["found", source][0]


def test_f1_leaves_out_sources_without_people(night: DuckDBPyConnection) -> None:
    assert {source for _, source in figures(night)} == {"gp", "school", "all"}
