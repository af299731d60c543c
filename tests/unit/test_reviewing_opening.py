"""A night is read by several pages at once, and stays whole for those who read while it goes."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier

import duckdb
import pytest

from pipelines.config import Engine
from pipelines.warehouse import WarehouseError, open_warehouse
from tests.integration.support import KEY

ENGINE = Engine(threads=1, memory_limit="100MB")
ROWS = 200_000
READERS = 4


def write(path: Path, first: int) -> None:
    with open_warehouse(path, KEY, ENGINE) as con:
        con.execute(
            "create table note as select range as number from range($first, $last)",
            {"first": first, "last": first + ROWS},
        )


def least(con: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    (row,) = con.execute("select min(number), count(*) from note").fetchall()
    return row[0], row[1]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "night" / "warehouse.duckdb"
    path.parent.mkdir()
    write(path, 0)
    return path


def test_several_pages_read_one_night_at_once(warehouse: Path) -> None:
    together = Barrier(READERS, timeout=30)

    def read(_: int) -> tuple[int, int]:
        with open_warehouse(warehouse, KEY, ENGINE, read_only=True) as con:
            together.wait()
            return least(con)

    with ThreadPoolExecutor(READERS) as pool:
        assert list(pool.map(read, range(READERS))) == [(0, ROWS)] * READERS


def test_each_page_is_locked_down_while_others_read(warehouse: Path) -> None:
    with ExitStack() as stack:
        readers = [
            stack.enter_context(open_warehouse(warehouse, KEY, ENGINE, read_only=True))
            for _ in range(READERS)
        ]
        for con in readers:
            with pytest.raises(duckdb.Error):
                con.execute("set memory_limit = '10GB'")
            with pytest.raises(duckdb.Error):
                con.execute("set threads = 8")
            settings = con.execute(
                "select current_setting('threads'), current_setting('temp_directory')"
            ).fetchall()
            assert settings == [(1, "")]


def test_who_reads_a_night_that_is_replaced_reads_it_to_its_end(warehouse: Path) -> None:
    newer = warehouse.with_name("newer.duckdb")
    write(newer, 1_000_000)
    with open_warehouse(warehouse, KEY, ENGINE, read_only=True) as con:
        newer.replace(warehouse)
        assert least(con) == (0, ROWS)
        with open_warehouse(warehouse, KEY, ENGINE, read_only=True) as after:
            assert least(after) == (1_000_000, ROWS)
        assert least(con) == (0, ROWS)


def test_who_reads_a_night_that_goes_by_age_reads_it_to_its_end(warehouse: Path) -> None:
    with open_warehouse(warehouse, KEY, ENGINE, read_only=True) as con:
        warehouse.unlink()
        assert least(con) == (0, ROWS)
    with (
        pytest.raises(WarehouseError, match="there is no warehouse at night/"),
        open_warehouse(warehouse, KEY, ENGINE, read_only=True),
    ):
        pass
