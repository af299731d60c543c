"""A family's values are planted in every source; outside the encrypted warehouse they are nowhere.

Every byte that a night writes is searched: Dagster's storage, what is printed and logged, the
manifest, the release with its packed files, the temporary folder, the warehouse as it lies on disk.
"""

import logging
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from sqlite3 import connect

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.assets import linkage
from pipelines.cli import judging
from pipelines.config import Engine
from pipelines.warehouse import open_warehouse
from tests.conftest import NightRun
from tests.integration.canary import ADULT, SURNAME
from tests.integration.searching import found_in, found_in_files, written_by
from tests.integration.support import AS_AT, KEY, Place, edit_rows, read_rows

pytestmark = pytest.mark.slow

NEEDLES = {"surname": SURNAME}


def test_the_canary_reached_the_warehouse_from_every_source(night: NightRun) -> None:
    with open_warehouse(night.place.warehouse, KEY, Engine(), read_only=True) as con:
        sources = con.execute(
            "select distinct source from conformed.person_record where family_name = $surname",
            {"surname": SURNAME.upper()},
        ).fetchall()
        persons = con.execute(
            "select count(distinct person_id) from linkage.person_record as p"
            " inner join conformed.person_record as r"
            " on p.source = r.source and p.record_id = r.record_id"
            " where r.family_name = $surname",
            {"surname": SURNAME.upper()},
        ).fetchall()
    assert {source for (source,) in sources} == {
        "adult_mental_health",
        "childrens_social_care",
        "school",
        "gp",
    }
    assert persons == [(2,)]


def test_every_needle_stands_in_the_exports(night: NightRun) -> None:
    exports = [path for path in (night.place.data / "exports").rglob("*") if path.is_file()]
    found = set().union(*found_in_files(exports, night.canary.needles).values())
    # Some offices write a number without its space, and none has to.
    assert found | {"phone without its space"} == set(night.canary.needles)


def test_no_file_that_a_night_writes_holds_a_personal_value(night: NightRun) -> None:
    written = written_by(night.place)
    names = {path.name for path in written}
    assert {"warehouse.duckdb", "manifest.json", "release.xlsx", "runs.db", "index.db"} <= names
    assert "ledger.db" in names
    assert any(path.parent.name == "runs" for path in written)
    assert found_in_files(written, night.canary.needles) == {}


def test_nothing_that_a_night_prints_holds_a_personal_value(night: NightRun) -> None:
    assert found_in("told", night.outcome.told.encode(), night.canary.needles) == set()


def test_no_spill_file_is_left(night: NightRun) -> None:
    assert not (night.place.data / "nights" / AS_AT / "spill").exists()
    assert list((night.place.folder / "scratch").rglob("*.duckdb*")) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_the_search_finds_a_value_in_plain_bytes_in_any_case(encoding: str) -> None:
    content = b"\x00\xff" + SURNAME.upper().encode(encoding) + b"\x00"
    assert found_in("file", content, NEEDLES) == {"surname"}


def test_the_search_looks_into_a_workbook(tmp_path: Path) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/sharedStrings.xml", f"<t>{'x' * 99}{SURNAME}{'x' * 99}</t>")
    assert SURNAME.encode() not in packed.getvalue()
    assert found_in("release.xlsx", packed.getvalue(), NEEDLES) == {"surname"}


def test_the_search_looks_into_parquet(tmp_path: Path) -> None:
    path = tmp_path / "figures.parquet"
    names = pa.table({"name": [f"{'x' * 99}{SURNAME}{'x' * 99}"] * 9})
    pq.write_table(names, path, compression="gzip", write_statistics=False)
    assert SURNAME.encode() not in path.read_bytes()
    assert found_in("figures.parquet", path.read_bytes(), NEEDLES) == {"surname"}


def test_the_search_looks_into_what_dagster_packs_in_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "runs.db"
    with connect(path) as database:
        database.execute("create table event (body blob)")
        packed = zlib.compress(f"{'x' * 99}{SURNAME}".encode())
        database.execute("insert into event values (?)", (packed,))
    database.close()
    assert SURNAME.encode() not in path.read_bytes()
    assert found_in("runs.db", path.read_bytes(), NEEDLES) == {"surname"}


def test_the_search_finds_a_value_that_a_page_of_sqlite_cuts(tmp_path: Path) -> None:
    path = tmp_path / "runs.db"
    with connect(path) as database:
        database.execute("pragma page_size = 512")
        database.execute("create table event (body text)")
        for before in range(0, 600, 4):
            body = "x" * before + SURNAME + "x" * 1000
            database.execute("insert into event values (?)", (body,))
    database.close()
    content = path.read_bytes()
    assert 0 < content.count(SURNAME.encode()) < len(range(0, 600, 4))
    cut = content.replace(SURNAME.encode(), b"x" * len(SURNAME))
    assert found_in("runs.db", content, NEEDLES) == {"surname"}
    assert SURNAME.encode() not in cut
    assert found_in("runs.db", cut, NEEDLES) == {"surname"}


@pytest.fixture
def with_canary(hamlet: Place) -> Place:
    """A hamlet of which one patient is the canary."""
    path = hamlet.file("gp", "*.csv")
    shown = {
        "PatientTypeDescription": "Regular",
        "Deleted": "false",
        "SpineSensitive": "false",
        "IsConfidential": "false",
    }
    patient = next(row["PatientGuid"] for row in read_rows(path) if row.items() >= shown.items())
    canary = {"Surname": SURNAME, "GivenName": ADULT}
    edit_rows(path, lambda row: row | (canary if row["PatientGuid"] == patient else {}))
    return hamlet


def convert_a_name(con: duckdb.DuckDBPyConnection) -> int:
    """Fail as a faulty SELECT of ours would: DuckDB's message quotes the value."""
    return len(
        con.execute(
            "select cast(family_name as integer) from conformed.person_record"
            " where family_name = $surname",
            {"surname": SURNAME.upper()},
        ).fetchall()
    )


def test_an_error_that_quotes_a_row_is_masked_wherever_it_is_kept(
    with_canary: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    quoted: list[str] = []

    def fail(con: duckdb.DuckDBPyConnection) -> int:
        try:
            return convert_a_name(con)
        except duckdb.ConversionException as error:
            quoted.append(str(error))
            raise

    monkeypatch.setattr(linkage, "prepare_records", fail)
    caplog.set_level(logging.DEBUG)
    before = with_canary.published()
    outcome = with_canary.thinkfamily("night", "--as-at", AS_AT)
    assert SURNAME.upper() in quoted[0]
    assert outcome.exit_code == 70
    assert "linkage__record: an unexpected error, masked; see the log" in outcome.err
    assert with_canary.published() == before
    needles = NEEDLES | {"given name": ADULT}
    assert found_in("told", outcome.told.encode(), needles) == set()
    assert found_in_files(written_by(with_canary), needles) == {}
    assert caplog.records
    assert found_in("log", caplog.text.encode(), needles) == set()
    # The log still says what kind of error it was, and where.
    assert "ConversionException at tests/integration/test_canary.py:" in caplog.text


def test_an_error_outside_a_run_is_told_by_its_kind_and_place_only(
    night: NightRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(con: duckdb.DuckDBPyConnection, _truth: Path, _published: object) -> None:
        convert_a_name(con)

    monkeypatch.setattr(judging, "judge", fail)
    outcome = night.place.thinkfamily("evaluate")
    assert outcome.exit_code == 70
    assert (
        "a fault of ours: ConversionException at tests/integration/test_canary.py:" in outcome.err
    )
    assert found_in("told", outcome.told.encode(), night.canary.needles) == set()
