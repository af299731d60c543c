"""Which kinds of false and missed link are told apart, and the page that tells them."""

import re
from collections.abc import Iterator
from datetime import date
from importlib import resources
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from duckdb import DuckDBPyConnection

from linkage_models.evaluation.errors import TruthError
from linkage_models.evaluation.misses.kinds import KINDS, fix_of
from linkage_models.evaluation.misses.page import errors_json, errors_page, pooled
from linkage_models.person.preparing import prepare_records
from pipelines import steps
from tests.misses import LAID_OUT, errors, joined, kinds, record, scored


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as connection:
        steps.begin(connection)
        connection.execute(LAID_OUT)
        yield connection


def test_missed_links_are_told_by_what_their_records_show(con: DuckDBPyConnection) -> None:
    undated: dict[str, object] = {"date_of_birth": None}
    cases: list[tuple[str, dict[str, object]]] = [
        ("no birth date, no home in common", undated),
        ("no birth date, another family name", undated | {"family_name": "ALDERCOTT"}),
        ("no birth date, family name misspelt", undated | {"family_name": "OAKESHOT"}),
        ("no birth date, given name misspelt", undated | {"given_name": "TAMZIN"}),
        ("no birth date, a form of the given name", undated | {"given_name": "TAMMY"}),
        ("no birth date, another given name", undated | {"given_name": "FLORA"}),
        (
            "no birth date, called by a middle name",
            undated | {"given_name": "FLORA", "middle_names": "TAMSIN"},
        ),
        ("called by a middle name", {"given_name": "FLORA", "middle_names": "TAMSIN"}),
        (
            "no birth date, both names differ",
            undated | {"given_name": "TAMZIN", "family_name": "OAKESHOT"},
        ),
        ("names crosswise", {"given_name": "OAKESHOTT", "family_name": "TAMSIN"}),
        ("one name in the place of the other", {"given_name": "OAKESHOTT"}),
        ("a given name unknown", {"given_name": None}),
        ("another NHS number", {"nhs_number": "9990000018"}),
        ("another birth date", {"date_of_birth": date(1971, 11, 23)}),
        ("birth date mistyped", {"date_of_birth": date(1988, 2, 2)}),
        ("another family name", {"family_name": "ALDERCOTT"}),
        ("another given name", {"given_name": "FLORA"}),
        ("both names differ", {"given_name": "FLORA", "family_name": "ALDERCOTT"}),
        ("a name misspelt", {"given_name": "TAMZIN"}),
        ("a form of the given name", {"given_name": "TAMMY"}),
        ("nothing but the home differs", {}),
    ]
    for number, (kind, other) in enumerate(cases):
        record(con, f"{kind}/a", kind, found=2 * number, nhs_number="9992719915")
        record(con, f"{kind}/b", kind, found=2 * number + 1, **other)
    rows = errors(con)
    assert {row["example_l"]: row["kind"] for row in rows} == {
        f"gp/{kind}/a": kind for kind, _ in cases
    }
    assert all(row["fix"] == fix_of("missed", row["kind"]) for row in rows)


def test_a_shared_home_is_seen_where_no_birth_date_is(con: DuckDBPyConnection) -> None:
    record(con, "a", "P1", found=1)
    record(con, "b", "P1", found=2, date_of_birth=None)
    for key in ("a", "b"):
        con.execute(
            "insert into conformed.address (source, record_id, use, line, postcode) "
            "values ('gp', ?, 'home', '14 LARCH RISE', 'QZ1 1AB')",
            [key],
        )
    (row,) = errors(con)
    assert row["kind"] == "no birth date, home or contact agrees"
    assert "address equal" in row["pattern"]


def test_false_links_are_told_by_who_the_two_are(con: DuckDBPyConnection) -> None:
    later, child = date(1990, 1, 5), date(2012, 1, 5)
    nobody: dict[str, object] = {}
    number: dict[str, object] = {"nhs_number": "9992719915"}
    cases: list[tuple[str, str, dict[str, object], dict[str, object]]] = [
        ("parent and child", "H1", nobody, {"date_of_birth": child}),
        ("twins", "H1", nobody, nobody),
        ("brothers or sisters", "H1", {"sex": "F"}, {"sex": "F", "date_of_birth": later}),
        (
            "brother and sister or a couple",
            "H1",
            {"sex": "F"},
            {"sex": "M", "date_of_birth": later},
        ),
        ("one household, a birth date unknown", "H1", nobody, {"date_of_birth": None}),
        ("namesakes, a birth date unknown", "H2", nobody, {"date_of_birth": None}),
        ("namesakes", "H2", nobody, {"date_of_birth": later}),
        ("a number of somebody else", "H1", number, number),
    ]
    for found, (kind, household, one, other) in enumerate(cases):
        record(con, f"{kind}/a", f"{kind} a/H1", found=found, **one)
        record(con, f"{kind}/b", f"{kind} b/{household}", found=found, **other)
        joined(con, f"{kind}/a", f"{kind}/b", 12.0)
    rows = errors(con)
    assert {row["example_l"]: row["kind"] for row in rows} == {
        f"gp/{kind}/a": kind for kind, *_ in cases
    }
    assert {(row["error"], row["stage"], row["detail"]) for row in rows} == {
        ("false", "joined", "probabilistic")
    }


def test_a_false_join_through_unlabelled_records_is_counted(con: DuckDBPyConnection) -> None:
    record(con, "a", "P1", found=1)
    record(con, "between", "P9", found=1)
    record(con, "b", "P2", found=1)
    joined(con, "a", "between", 12.0)
    joined(con, "between", "b", 12.0)
    con.execute("delete from truth where record_id = 'between'")
    assert kinds(errors(con)) == [("false", "joined", "joined through others", 1)]


def test_no_value_of_a_record_is_told(con: DuckDBPyConnection) -> None:
    record(con, "a", "P1", found=1, nhs_number="9992719915")
    record(con, "b", "P1", found=2, date_of_birth=None)
    rows = errors(con)
    text = str(rows).upper() + errors_page({"One town": pa.Table.from_pylist(rows)}).upper()
    for value in ("TAMSIN", "OAKESHOTT", "1988", "9992719915"):
        assert value not in text
    assert rows[0]["example_l"] == "gp/a"


def test_a_truth_without_persons_is_refused(con: DuckDBPyConnection) -> None:
    record(con, "a", "P1", found=1)
    con.execute("create table half as select source, record_id from truth")
    with pytest.raises(TruthError, match="lacks the columns person_id"):
        errors(con, "half")


def test_a_truth_without_households_will_do(con: DuckDBPyConnection) -> None:
    record(con, "a", "P1", found=1)
    record(con, "b", "P2", found=1, date_of_birth=date(1990, 1, 5))
    joined(con, "a", "b", 12.0)
    con.execute("create table plain as select source, record_id, person_id from truth")
    assert kinds(errors(con, "plain")) == [("false", "joined", "namesakes", 1)]


def test_nothing_is_left_behind(con: DuckDBPyConnection) -> None:
    record(con, "a", "P1", found=1)
    record(con, "b", "P1", found=2)
    names = (
        "select schema_name || '.' || table_name from duckdb_tables() "
        "union all select view_name from duckdb_views() where not internal"
    )
    prepare_records(con)
    con.execute("drop table linkage.record")
    before = {name for (name,) in con.execute(names).fetchall()}
    errors(con)
    left = {name for (name,) in con.execute(names).fetchall()} - before
    laid_out = ("record", "pair", "link", "person_record", "for_review", "set_aside")
    assert left == {f"linkage.{name}" for name in laid_out}


def test_every_kind_that_is_found_says_what_would_fix_it() -> None:
    text = (resources.files("linkage_models.evaluation.misses") / "error_kind.sql").read_text(
        "utf-8"
    )
    told = set(re.findall(r"(?:then|else) '([^']+)'", text))
    assert told == {kind.name for kind in KINDS}
    assert len({(kind.error, kind.name) for kind in KINDS}) == len(KINDS)
    assert all(kind.fix for kind in KINDS)


def test_the_page_shows_the_commonest_and_says_how_many_there_are(con: DuckDBPyConnection) -> None:
    for number in range(3):
        record(con, f"a{number}", f"P{number}", found=number)
        record(con, f"b{number}", f"P{number}", found=10 + number, date_of_birth=None)
    record(con, "c", "P7", found=20)
    record(con, "d", "P7", found=21, given_name="FLORA")
    page = errors_page({"One town": pa.Table.from_pylist(errors(con))}, most=1)
    assert "Missed links: 4, the 1 commonest of 2 kinds." in page
    assert "no birth date, no home in common" in page
    assert "another given name" not in page
    assert "False links: none." in page


def test_the_json_counts_and_names_no_record(con: DuckDBPyConnection) -> None:
    record(con, "the key", "P1", found=1)
    record(con, "b", "P1", found=2, date_of_birth=None)
    scored(con, "the key", "b", 7.0)
    told = errors_json(pa.Table.from_pylist(errors(con)))
    assert (told["missed"], told["missed_of_which_asked"], told["false"]) == (1, 1, 0)
    assert "the key" not in str(told)


def test_a_stroke_in_a_key_stays_within_its_cell(con: DuckDBPyConnection) -> None:
    record(con, "a|b", "P1", found=1)
    record(con, "c", "P1", found=2, date_of_birth=None)
    assert "gp/a\\|b and gp/c |" in errors_page({"": pa.Table.from_pylist(errors(con))})


def test_sets_are_added_up_kind_by_kind() -> None:
    def row(kind: str, errors: int, weight: float | None, pattern: str) -> dict[str, Any]:
        words = {"error": "missed", "stage": "below", "kind": kind, "detail": "", "fix": "it"}
        numbers = {"errors": errors, "share": 1.0, "asked": 1, "median_weight": weight}
        return words | numbers | {"pattern": pattern, "example_l": "a", "example_r": "b"}

    one = pa.Table.from_pylist([row("namesakes", 3, 4.0, "rare"), row("twins", 5, 2.0, "x")])
    other = pa.Table.from_pylist([row("namesakes", 9, 8.0, "usual")])
    added = pooled([one, other]).to_pylist()
    assert [(each["kind"], each["errors"], each["asked"]) for each in added] == [
        ("namesakes", 12, 2),
        ("twins", 5, 1),
    ]
    # (3 * 4.0 + 9 * 8.0) / 12, and 12 of 17 errors.
    assert (added[0]["median_weight"], added[0]["pattern"]) == (7.0, "usual")
    assert added[0]["share"] == pytest.approx(12 / 17)
