"""Persons from night to night as an analyst runs them: keys go on, and none leaves the house."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile, is_zipfile

import pyarrow.parquet as pq
import pytest
from duckdb import DuckDBPyConnection

from pipelines.config import Engine
from pipelines.warehouse import open_warehouse
from tests.integration.support import AS_AT, KEY, Place, copy_of, read_rows

pytestmark = pytest.mark.slow

SECOND, THIRD = "2026-10-07", "2026-10-14"


def read(place: Place, night: str, table: str, *columns: str) -> list[tuple[object, ...]]:
    path = place.data / "nights" / night / "warehouse.duckdb"
    with open_warehouse(path, KEY, Engine(), read_only=True) as con:
        return con.table(table).select(*columns).order("all").fetchall()


def key_of_record(place: Place, night: str) -> dict[tuple[object, ...], object]:
    rows = read(place, night, "linkage.identity", "source", "record_id", "person_key")
    return {tuple(row[:2]): row[2] for row in rows}


def release(place: Place, night: str, **environment: str) -> dict[str, bytes]:
    folder = place.publish(night, **environment)
    paths = [folder / "figures.parquet", *sorted((folder / "tables").iterdir())]
    return {path.name: path.read_bytes() for path in paths}


def run(place: Place, night: str, **environment: str) -> str:
    outcome = place.thinkfamily("night", "--as-at", night, **environment)
    assert outcome.exit_code == 0, outcome.told
    return outcome.out


def contents(path: Path) -> Iterator[bytes]:
    """Give the bytes of a file as they lie there, and unpacked where it is packed."""
    yield path.read_bytes()
    if is_zipfile(path):
        with ZipFile(path) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    if path.suffix == ".parquet":
        yield json.dumps(pq.read_table(path).to_pylist(), default=str).encode()


def deliver_patients_again(
    place: Place, day: str, change: Callable[[list[str]], list[str]]
) -> None:
    """Let the practice deliver its patients once more, as a test changes them."""
    folder = place.data / "exports" / "gp" / day
    copytree(place.delivery("gp"), folder)
    for path in folder.glob("*.csv"):
        header, *lines = path.read_text("utf-8").splitlines()
        path.write_text("\n".join([header, *change(lines)]) + "\n", "utf-8")
    (folder / "_COMPLETE").write_text("", "utf-8")  # It counted the lines that were there.


def but_every_fifth(lines: list[str]) -> list[str]:
    return [line for number, line in enumerate(lines) if number % 5]


def turned(lines: list[str]) -> list[str]:
    return lines[::-1]


TABLES = (
    ("linkage.identity", "source", "record_id", "person_key", "key_since", "last_seen"),
    ("linkage.person_change", "person_key", "change", "other_key", "reason", "records"),
    ("linkage.person_record", "person_id", "source", "record_id"),
    ("family.unit_key", "unit_id", "unit_key", "key_since"),
    ("family.unit_identity", "unit_key", "person_key", "is_child", "last_seen", "is_present"),
    ("family.unit_change", "unit_key", "change", "other_unit_key", "reason", "children"),
)


@dataclass(frozen=True, kw_only=True)
class Later:
    """Three nights of a place: on the second, which was built twice, patients were missing."""

    place: Place
    told: tuple[str, ...]
    built: tuple[list[list[tuple[object, ...]]], ...]
    released: tuple[dict[str, bytes], ...]


@pytest.fixture(scope="module")
def later(_hamlet: Place, tmp_path_factory: pytest.TempPathFactory) -> Later:
    place = copy_of(_hamlet, tmp_path_factory.mktemp("later") / "hamlet")
    # So many patients are missing on the second night that it would be held for a person.
    place.configure("[engine]", "[drift]\nlink_rate = 0.2\n\n[engine]")
    deliver_patients_again(place, SECOND, but_every_fifth)
    deliver_patients_again(place, THIRD, turned)
    told, built, released = [], [], []
    for _ in range(2):
        told.append(run(place, SECOND))
        built.append([read(place, SECOND, *table) for table in TABLES])
        released.append(release(place, SECOND))
    told.append(run(place, THIRD))
    return Later(place=place, told=tuple(told), built=tuple(built), released=tuple(released))


def test_a_night_built_again_gives_the_same_keys_the_same_changes_and_the_same_figures(
    later: Later,
) -> None:
    first, again = later.built
    assert all(rows for rows in first)
    assert again == first
    assert later.released[0] == later.released[1]


def test_who_is_missing_for_a_night_comes_back_under_the_same_key(later: Later) -> None:
    absent = read(later.place, SECOND, "linkage.identity", "is_present").count((False,))
    assert absent > 10
    assert key_of_record(later.place, THIRD) == key_of_record(later.place, AS_AT)


def unit_of_child(place: Place, night: str) -> dict[object, object]:
    rows = read(place, night, "family.unit_identity", "person_key", "unit_key", "is_child")
    return {row[0]: row[1] for row in rows if row[2]}


def test_families_go_on_under_the_same_keys_from_night_to_night(later: Later) -> None:
    first, third = (unit_of_child(later.place, night) for night in (AS_AT, THIRD))
    known = first.keys() & third.keys()
    assert len(known) > 20
    assert [key for key in known if first[key] != third[key]] == []


def test_nights_that_go_on_from_the_last_tell_nothing_unusual_of_it(later: Later) -> None:
    assert not [told for told in later.told if "persons continue" in told]


def test_after_a_change_of_the_key_persons_begin_anew_it_is_told_and_no_count_changes(
    hamlet: Place,
) -> None:
    first = key_of_record(hamlet, AS_AT)
    figures = release(hamlet, AS_AT)
    other = KEY[::-1]
    told = run(hamlet, AS_AT, THINKFAMILY_KEY=other)
    assert (
        "Unusual: linkage/last_night: it does not hold that persons continue from the last night "
        "(1 contradict it)" in told
    )
    with open_warehouse(hamlet.warehouse, other, Engine(), read_only=True) as con:
        keys = con.table("linkage.identity").select("person_key").fetchall()
        (problem,) = con.table("linkage.last_night").select("problem").fetchall()
    assert len(keys) == len(first)
    assert not {key for (key,) in keys} & set(first.values())
    assert str(problem[0]).startswith(f"THINKFAMILY_KEY is not the key that {AS_AT}/")
    assert release(hamlet, AS_AT, THINKFAMILY_KEY=other) == figures


def test_no_key_of_a_person_leaves_the_warehouse(later: Later) -> None:
    nights = (AS_AT, SECOND, THIRD)
    keys = {
        str(key).encode()
        for night in nights
        for keys_of in (key_of_record, unit_of_child)
        for key in keys_of(later.place, night).values()
    }
    assert len(keys) > 100
    paths = [
        path
        for path in later.place.data.rglob("*")
        if path.is_file() and not path.is_relative_to(later.place.data / "exports")
    ]
    assert any("releases" in path.parts for path in paths)
    assert any("dagster" in path.parts for path in paths)
    found = {
        path.name for path in paths for text in contents(path) if any(key in text for key in keys)
    }
    assert found == set()


def test_what_was_recalled_is_not_kept_beside_what_became_of_it(later: Later) -> None:
    path = later.place.data / "nights" / THIRD / "warehouse.duckdb"
    with open_warehouse(path, KEY, Engine(), read_only=True) as con:
        linkage, family = (tables_of(con, schema) for schema in ("linkage", "family"))
    assert {"identity", "person_key", "person_change", "last_night"} <= linkage
    assert {"unit_identity", "unit_key", "unit_change"} <= family
    recalled = {"last_identity", "followed_key", "forgotten"}
    assert not linkage & (recalled | {"known_record", "moved"})
    assert not family & {"last_unit_identity", "last_unit", "known_person", "known_child", "moved"}


def tables_of(con: DuckDBPyConnection, schema: str) -> set[str]:
    rows = con.execute(
        "select table_name from duckdb_tables() where schema_name = ?", [schema]
    ).fetchall()
    return {name for (name,) in rows}


def test_whoever_objects_is_remembered_by_no_later_night(hamlet: Place) -> None:
    rows = read_rows(hamlet.file("gp", "*.csv"))
    known = {record for _, record in key_of_record(hamlet, AS_AT)}
    row = next(
        row for row in rows if row["NhsNumber"].startswith("999") and row["PatientGuid"] in known
    )
    (hamlet.data / "opt_outs.csv").write_text(f"{row['NhsNumber']}\n", "utf-8")
    hamlet.configure('data = "data"', 'data = "data"\nopt_outs = "opt_outs.csv"')
    hamlet.configure('formats = ["emis"]', 'formats = ["emis"]\nopt_outs_apply = true')
    run(hamlet, SECOND)
    later = {record for _, record in key_of_record(hamlet, SECOND)}
    assert row["PatientGuid"] not in later
    assert known - later
    # Others may be linked anew without that record. That somebody went is told of nobody.
    changes = read(hamlet, SECOND, "linkage.person_change", "change")
    assert not {("gone",), ("split",)} & set(changes)
