"""The night that pages share: opened once, read anew when it was built anew, and let go of."""

import threading
from pathlib import Path

import duckdb
import pytest

from dashboard.reading import open_night
from dashboard.reading.open_night import OpenNight
from pipelines.config.council import Engine
from pipelines.warehouse import KEY_VARIABLE, WarehouseError, open_warehouse
from tests.integration.support import KEY

ENGINE = Engine(threads=1, memory_limit="64MB")


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)


def write(path: Path, number: int) -> Path:
    new = path.with_suffix(".new")
    with open_warehouse(new, KEY, ENGINE) as con:
        con.execute(f"create table told as select {number} as number")
    return new.replace(path)


def number(con: duckdb.DuckDBPyConnection) -> int:
    ((found,),) = con.table("told").fetchall()
    return int(found)


def openings(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return the files that were opened from now on."""
    opened: list[Path] = []

    def noted(path: Path, key: str, engine: Engine, *, read_only: bool) -> object:
        opened.append(path)
        return open_warehouse(path, key, engine, read_only=read_only)

    monkeypatch.setattr(open_night, "open_warehouse", noted)
    return opened


def test_a_night_is_opened_once_for_many_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night, opened = write(tmp_path / "night.duckdb", 7), openings(monkeypatch)
    kept = OpenNight(ENGINE)
    for _ in range(3):
        with kept.reading(night) as con, kept.reading(night) as other:
            assert (number(con), number(other)) == (7, 7)
    assert opened == [night]


def test_a_night_that_was_built_anew_is_read_anew(tmp_path: Path) -> None:
    kept = OpenNight(ENGINE)
    for built in (1, 2):
        with kept.reading(write(tmp_path / "night.duckdb", built)) as con:
            assert number(con) == built


def test_two_nights_are_read_at_once(tmp_path: Path) -> None:
    kept = OpenNight(ENGINE)
    one, other = (write(tmp_path / f"{each}.duckdb", each) for each in (1, 2))
    with kept.reading(one) as con, kept.reading(other) as beside:
        assert (number(con), number(beside)) == (1, 2)
        assert number(con) == 1


def test_nothing_is_held_once_nobody_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    night, opened = write(tmp_path / "night.duckdb", 7), openings(monkeypatch)
    kept = OpenNight(ENGINE)
    with kept.reading(night) as con:
        kept.close()  # Too early: somebody reads.
        assert number(con) == 7
    kept.close()
    with kept.reading(night) as con:
        assert number(con) == 7
    assert opened == [night, night]


def test_a_night_is_let_go_of_by_itself_soon_after_the_last_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    night, opened = write(tmp_path / "night.duckdb", 7), openings(monkeypatch)
    monkeypatch.setattr(open_night, "_IDLE_SECONDS", 0.01)
    kept = OpenNight(ENGINE)
    for _ in range(2):
        others = set(threading.enumerate())  # Nights of other tests, which nobody waits for.
        with kept.reading(night) as con:
            assert number(con) == 7
        for each in set(threading.enumerate()) - others:
            each.join()
    assert opened == [night, night]


def test_pages_cannot_write_or_reach_another_file(tmp_path: Path) -> None:
    night = write(tmp_path / "night.duckdb", 7)
    with OpenNight(ENGINE).reading(night) as con:
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            con.execute("create table more as select 1 as number")
        with pytest.raises(duckdb.PermissionException):
            con.execute(f"copy told to '{tmp_path / 'told.csv'}'")
        with pytest.raises(duckdb.InvalidInputException, match="locked"):
            con.execute("set enable_external_access = true")


def test_a_night_that_went_is_told(tmp_path: Path) -> None:
    night = write(tmp_path / "night.duckdb", 7)
    kept = OpenNight(ENGINE)
    with kept.reading(night):
        pass
    night.unlink()
    with pytest.raises(WarehouseError, match="there is no warehouse"), kept.reading(night):
        pass
