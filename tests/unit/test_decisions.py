"""Decisions of people: read whole or not at all, and in a conflict nothing merges."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.person.decision_list import SCHEMA, DecisionsError, read_decisions
from linkage_models.person.decisions import create_decisions
from pipelines.config import load_config
from sources.tables import select_from

HEADER = "source_l,record_id_l,source_r,record_id_r,decision,decided_by,decided_on,reason"
GOOD = "gp,a,school,b,same,analyst one,2026-03-01,same upn on paper"


def written(folder: Path, *lines: str, header: str = HEADER) -> Path:
    path = folder / "decisions.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return path


def told(folder: Path, *lines: str, header: str = HEADER) -> str:
    with pytest.raises(DecisionsError) as refused:
        read_decisions(written(folder, *lines, header=header))
    return str(refused.value)


def test_a_list_is_read_with_its_dates_and_what_was_revoked(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        f"{GOOD},",
        'gp,c,school,d, Different ,analyst one,2026-03-02,"two\nlines",2026-04-01',
        "",
        header=f"{HEADER},revoked_on",
    )
    first, second = read_decisions(path).to_pylist()
    assert (first["decision"], first["decided_on"]) == ("same", date(2026, 3, 1))
    assert (second["decision"], second["reason"]) == ("different", "two\nlines")
    assert (first["revoked_on"], second["revoked_on"]) == (None, date(2026, 4, 1))


def test_a_list_with_a_header_alone_holds_no_decision(tmp_path: Path) -> None:
    assert read_decisions(written(tmp_path)).to_pylist() == []


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DecisionsError, match=r"gone\.csv is not there or cannot be read"):
        read_decisions(tmp_path / "gone.csv")


def test_all_problems_are_told_together_with_lines_and_no_value(tmp_path: Path) -> None:
    words = told(
        tmp_path,
        "gp,a1,school,b,perhaps,analyst one,2026-03-01,why",
        "gp,a2,school,b,same,,01/03/2026,why",
        "gp,a3,gp,a3,same,analyst one,2026-03-01,why",
        "gp,a4,school,b,same,analyst one",
        "gp,a5,school,b,maybe,analyst one,2026-03-01,why",
    )
    assert "decision is neither same nor different: 2 lines (2, 6)" in words
    assert "decided_by empty: 1 lines (3)" in words
    assert "decided_on no date such as 2026-09-30: 1 lines (3)" in words
    assert "both records are the same one: 1 lines (4)" in words
    assert "another number of fields than the header: 1 lines (5)" in words
    assert not [value for value in ("a1", "a2", "perhaps", "maybe", "analyst") if value in words]


def test_a_decision_revoked_before_it_was_made_is_refused(tmp_path: Path) -> None:
    words = told(tmp_path, f"{GOOD},2026-02-01", header=f"{HEADER},revoked_on")
    assert "revoked before it was decided: 1 lines (2)" in words


def test_missing_and_unknown_columns_are_told_without_naming_what_may_be_a_record(
    tmp_path: Path,
) -> None:
    words = told(tmp_path, header=GOOD)
    assert "it has no column source_l, record_id_l" in words
    assert "8 of its columns are none of" in words
    assert "analyst one" not in words


def test_the_configuration_may_name_a_list_in_the_data_folder(tmp_path: Path) -> None:
    config = load_config(Path(__file__).parents[2] / "thinkfamily.toml")
    assert config.decision_list is None
    named = config.model_copy(update={"data": tmp_path, "decisions": Path("decisions.csv")})
    assert named.decision_list == tmp_path / "decisions.csv"


# What becomes of decisions. Records are those of one source, called by a letter; z is not
# delivered, and n has no name.

Said = tuple[str, str, str, str, int] | tuple[str, str, str, str, int, int]


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema conformed")
        connection.execute("create schema linkage")
        connection.execute(
            "create table conformed.person_record as"
            " select 'gp' as source, unnest(string_split('abcdefn', '')) as record_id"
        )
        connection.execute(
            "create table linkage.record as select source, record_id,"
            " row_number() over (order by record_id) as record_number"
            " from conformed.person_record where record_id <> 'n'"
        )
        yield connection


def decided(con: DuckDBPyConnection, *said: Said) -> dict[str, str]:
    """Say what becomes of each pair: left, right, decision, by whom, on which day of March."""
    rows: list[dict[str, Any]] = [
        {
            "source_l": "gp",
            "record_id_l": left,
            "source_r": "gp",
            "record_id_r": right,
            "decision": decision,
            "decided_by": by,
            "decided_on": date(2026, 3, day),
            "reason": "why",
            "revoked_on": date(2026, 3, revoked[0]) if revoked else None,
        }
        for left, right, decision, by, day, *revoked in said
    ]
    create_decisions(con, pa.Table.from_pylist(rows, schema=SCHEMA))
    table = con.table("linkage.decision")
    rows_made = table.select("record_id_l", "record_id_r", "decision", "status").fetchall()
    return {left + right: f"{decision} {status}" for left, right, decision, status in rows_made}


def pairs(con: DuckDBPyConnection, name: str) -> list[tuple[int, int]]:
    return select_from(con, "linkage_models.person", name).fetchall()


def test_no_list_makes_an_empty_table(con: DuckDBPyConnection) -> None:
    made = create_decisions(con, None)
    assert made.pairs == 0
    assert con.table("linkage.decision").fetchall() == []
    assert pairs(con, "decision_same") == pairs(con, "decision_apart") == []


def test_a_decision_holds_whichever_record_is_named_first(con: DuckDBPyConnection) -> None:
    found = decided(con, ("b", "a", "same", "one", 1), ("d", "c", "different", "one", 1))
    assert found == {"ab": "same applied", "cd": "different applied"}
    assert pairs(con, "decision_same") == [(0, 1)]
    assert pairs(con, "decision_apart") == [(2, 3)]


def test_the_latest_decision_of_one_person_replaces_the_earlier(con: DuckDBPyConnection) -> None:
    found = decided(
        con,
        ("a", "b", "same", "one", 1),
        ("b", "a", "different", "ONE", 2),
        ("c", "d", "different", "one", 1),
        ("c", "d", "same", "one", 2),
    )
    assert found == {"ab": "different applied", "cd": "same applied"}


def test_a_decision_that_was_taken_back_brings_back_no_earlier_one(
    con: DuckDBPyConnection,
) -> None:
    found = decided(con, ("a", "b", "same", "one", 1), ("a", "b", "different", "one", 2, 3))
    assert found == {"ab": "different revoked"}
    assert pairs(con, "decision_same") == pairs(con, "decision_apart") == []


def test_two_people_who_disagree_keep_the_records_apart(con: DuckDBPyConnection) -> None:
    found = decided(con, ("a", "b", "different", "one", 1), ("a", "b", "same", "two", 2))
    assert found == {"ab": "different conflict"}
    assert pairs(con, "decision_same") == []
    assert pairs(con, "decision_apart") == [(0, 1)]


def test_one_person_who_said_both_on_one_day_disagrees_too(con: DuckDBPyConnection) -> None:
    found = decided(con, ("a", "b", "same", "one", 1), ("a", "b", "different", "one", 1))
    assert found == {"ab": "different conflict"}


def test_two_people_disagree_no_more_once_one_takes_it_back(con: DuckDBPyConnection) -> None:
    found = decided(con, ("a", "b", "different", "one", 1, 5), ("a", "b", "same", "two", 2))
    assert found == {"ab": "same applied"}


def test_a_chain_that_joins_what_was_parted_is_not_joined_anywhere(
    con: DuckDBPyConnection,
) -> None:
    found = decided(
        con,
        ("a", "b", "same", "one", 1),
        ("b", "c", "same", "one", 1),
        ("a", "c", "different", "two", 1),
        ("d", "e", "same", "one", 1),
    )
    conflict = {"ab": "same conflict", "ac": "different conflict", "bc": "same conflict"}
    assert found == {**conflict, "de": "same applied"}
    assert pairs(con, "decision_same") == [(3, 4)]
    assert pairs(con, "decision_apart") == [(0, 2)]
    assert select_from(con, "linkage_models.person", "decision_conflict").fetchall() == [
        (1,),
        (2,),
        (3,),
    ]


def test_a_record_that_is_not_there_or_has_no_name_is_counted(con: DuckDBPyConnection) -> None:
    found = decided(con, ("a", "z", "same", "one", 1), ("a", "n", "same", "one", 1))
    assert found == {"an": "same not linkable", "az": "same not delivered"}
    assert pairs(con, "decision_same") == []


def test_what_becomes_of_decisions_is_counted_by_pair(con: DuckDBPyConnection) -> None:
    rows = [
        ("gp", "a", "gp", "b", "same", "one", date(2026, 3, 1), "why", None),
        ("gp", "b", "gp", "a", "same", "two", date(2026, 3, 2), "why", None),
        ("gp", "c", "gp", "d", "different", "one", date(2026, 3, 1), "why", None),
        ("gp", "e", "gp", "z", "same", "one", date(2026, 3, 1), "why", None),
        ("gp", "e", "gp", "f", "same", "one", date(2026, 3, 1), "why", date(2026, 3, 9)),
    ]
    named = [dict(zip(SCHEMA.names, row, strict=True)) for row in rows]
    made = create_decisions(con, pa.Table.from_pylist(named, schema=SCHEMA))
    assert (made.pairs, made.same, made.different) == (4, 1, 1)
    assert (made.not_delivered, made.revoked, made.conflicts) == (1, 1, 0)
