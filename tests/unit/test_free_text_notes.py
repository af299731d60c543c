"""Notes read in the warehouse: once per text, into statuses and mentions with possible births."""

from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from sources.free_text.notes import read_notes
from tests.builders import empty_warehouse

NOTED = date(2026, 1, 31)


@pytest.fixture
def con() -> DuckDBPyConnection:
    return empty_warehouse()


def note(con: DuckDBPyConnection, text: str, on: date | None = NOTED, record: str = "1") -> None:
    con.execute("insert into conformed.family_note values ('amh', ?, ?, ?)", [record, text, on])


def rows(con: DuckDBPyConnection, table: str, *columns: str) -> list[tuple[object, ...]]:
    return con.table(f"conformed.{table}").project(", ".join(columns)).order("all").fetchall()


def test_a_mention_says_between_which_days_the_child_was_born(con: DuckDBPyConnection) -> None:
    note(con, "2 children, Ava 4 and Léo 6/12, both live with her")
    assert read_notes(con, "amh") == {"child_mention": 2, "parental_status": 1}
    told = rows(con, "child_mention", "given_name", "born_from", "born_to", "residence")
    assert told == [
        ("AVA", date(2021, 2, 1), date(2022, 1, 31), "with_patient"),
        ("LEO", date(2025, 7, 1), date(2025, 7, 31), "with_patient"),
    ]


def test_a_note_without_a_day_or_a_child_without_an_age_gives_no_births(
    con: DuckDBPyConnection,
) -> None:
    note(con, "Daughter Ava 4", on=None)
    note(con, "Has a son called Leo", record="2")
    read_notes(con, "amh")
    assert rows(con, "child_mention", "given_name", "born_from", "born_to") == [
        ("AVA", None, None),
        ("LEO", None, None),
    ]


def test_twins_without_names_stay_two(con: DuckDBPyConnection) -> None:
    note(con, "twins aged 3")
    note(con, "twins aged 3")
    assert read_notes(con, "amh")["child_mention"] == 2


def test_the_latest_note_that_says_something_gives_the_status(con: DuckDBPyConnection) -> None:
    note(con, "No children", on=date(2020, 1, 1))
    note(con, "Has 2 children", on=date(2024, 1, 1))
    note(con, "not discussed", on=date(2026, 1, 1))
    read_notes(con, "amh")
    columns = ("record_id", "status", "dependent_children", "recorded_on", "from_note")
    told = rows(con, "parental_status", *columns)
    assert told == [("1", "yes", 2, date(2024, 1, 1), True)]


def test_only_the_notes_of_the_source_are_read(con: DuckDBPyConnection) -> None:
    note(con, "Daughter Ava 4")
    assert read_notes(con, "gp") == {}
    assert rows(con, "child_mention", "given_name") == []


def test_no_note_is_left_behind_in_the_connection(con: DuckDBPyConnection) -> None:
    note(con, "Daughter Ava 4")
    read_notes(con, "amh")
    views = con.sql("select view_name from duckdb_views() where not internal").fetchall()
    assert views == []
