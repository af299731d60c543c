"""What is not added to a conformed table is counted, with the reason."""

from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection, DuckDBPyRelation

from sources.conformed import CONFORMED, ConformedTable
from sources.filling import OF_ITSELF, OF_NO_RECORD, TOLD_BEFORE, fill
from sources.registry import FORMATS
from tests.builders import empty_warehouse, map_files

RIO = FORMATS["rio"]
CLIENTS = [{"ClientID": "1"}, {"ClientID": "2"}, {"ClientID": "3", "Deleted": "1"}]


def table_named(name: str) -> ConformedTable:
    return next(table for table in CONFORMED if table.name == name)


def left_out(con: DuckDBPyConnection) -> list[tuple[object, ...]]:
    return con.sql(
        "select table_name, reason, rows from conformed.left_out order by all"
    ).fetchall()


def rows_of(con: DuckDBPyConnection, **columns: list[object]) -> DuckDBPyRelation:
    return con.from_arrow(pa.table(columns))


def people(con: DuckDBPyConnection, *ids: str) -> int:
    rows = rows_of(
        con, record_id=[*ids], is_client=[True] * len(ids), is_restricted=[False] * len(ids)
    )
    return fill(con, "here", RIO, table_named("person_record"), rows)


def test_rows_about_a_record_that_is_not_kept_are_counted(tmp_path: Path) -> None:
    addresses = [
        {"SequenceID": "1", "ClientID": "1", "AddressLine1": "1 Larch Road"},
        {"SequenceID": "2", "ClientID": "3", "AddressLine1": "2 Larch Road"},
        {"SequenceID": "3", "ClientID": "9", "AddressLine1": "3 Larch Road"},
    ]
    mapped = map_files(tmp_path, RIO, files={"ClientIndex": CLIENTS, "ClientAddress": addresses})
    assert mapped.added["address"] == 1
    assert left_out(mapped.con) == [("address", OF_NO_RECORD, 2)]


def test_what_another_format_told_already_is_counted() -> None:
    con = empty_warehouse()
    assert people(con, "1", "2") == 2
    assert people(con, "2", "3") == 1
    assert left_out(con) == [("person_record", TOLD_BEFORE, 1)]


def test_a_tie_of_a_record_to_itself_is_counted_and_not_kept() -> None:
    con = empty_warehouse()
    people(con, "1", "2")
    ties = rows_of(
        con, from_record_id=["1"] * 3, to_record_id=["1", "2", "7"], type=["parent_of"] * 3
    )
    assert fill(con, "here", RIO, table_named("relationship"), ties) == 1
    assert left_out(con) == [
        ("relationship", OF_ITSELF, 1),
        ("relationship", OF_NO_RECORD, 1),
    ]


def test_what_was_stated_of_a_child_is_not_said_of_the_parent_once_the_tie_is_turned() -> None:
    con = empty_warehouse()
    people(con, "1", "2", "3")
    ties = rows_of(
        con,
        from_record_id=["1", "3"],
        to_record_id=["2", "2"],
        type=["child_of", "parent_of"],
        parental_responsibility=[True, True],
        next_of_kin=[True, True],
    )
    assert fill(con, "here", RIO, table_named("relationship"), ties) == 2
    columns = "from_record_id, type, to_record_id, parental_responsibility, next_of_kin"
    assert con.table("conformed.relationship").project(columns).order("all").fetchall() == [
        ("2", "parent_of", "1", None, None),
        ("3", "parent_of", "2", True, True),
    ]


def test_nothing_is_noted_where_nothing_was_left_out() -> None:
    con = empty_warehouse()
    people(con, "1")
    assert left_out(con) == []
