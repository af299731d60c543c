"""The warehouse file: encrypted for its owner, and a reader's connection reaches nothing else."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from pipelines.config import Engine
from pipelines.warehouse import (
    KEY_VARIABLE,
    WarehouseError,
    WarehouseKeyError,
    key_from_environment,
    open_warehouse,
)
from tests.integration.support import KEY

ENGINE = Engine(threads=1, memory_limit="200MB")
WORDS = "Ivy Okafor lives here"


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "night" / "warehouse.duckdb"
    path.parent.mkdir()
    with open_warehouse(path, KEY, ENGINE) as con:
        con.execute("create table note as select $words as words", {"words": WORDS})
    return path


def test_what_is_written_is_read_with_the_same_key(warehouse: Path) -> None:
    with open_warehouse(warehouse, KEY, ENGINE, read_only=True) as con:
        assert con.execute("select words from note").fetchall() == [(WORDS,)]


def test_the_file_does_not_hold_its_values_in_plain_text(warehouse: Path) -> None:
    content = warehouse.read_bytes()
    assert b"Okafor" not in content
    assert KEY.encode() not in content
    plain = warehouse.with_name("plain.duckdb")
    with duckdb.connect(plain) as con:
        con.execute("create table note as select $words as words", {"words": WORDS})
    assert b"Okafor" in plain.read_bytes()


def test_the_file_is_for_its_owner_alone(warehouse: Path) -> None:
    assert warehouse.stat().st_mode & 0o777 == 0o600


def test_a_plain_duckdb_cannot_open_the_file(warehouse: Path) -> None:
    with pytest.raises(duckdb.Error):
        duckdb.connect(warehouse)


@pytest.mark.parametrize(
    "statement",
    [
        "select * from read_csv('{beside}')",
        "select * from read_text('{beside}')",
        "select * from glob('{folder}/*')",
        "copy (select 1) to '{folder}/copied.csv'",
        "attach '{folder}/other.duckdb' as other",
        "export database '{folder}/exported'",
        "create table added as select 1 as one",
        "insert into note values ('more')",
        "drop table note",
        "set enable_external_access = true",
        "set temp_directory = '{folder}'",
        "set lock_configuration = false",
        "install httpfs",
    ],
)
def test_a_reader_reaches_no_other_file_and_changes_nothing(
    warehouse: Path, statement: str
) -> None:
    folder = warehouse.parent
    beside = folder / "beside.csv"
    beside.write_text("name\nIvy\n", "utf-8")
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with (
        open_warehouse(warehouse, KEY, ENGINE, read_only=True) as con,
        pytest.raises(duckdb.Error),
    ):
        con.execute(statement.format(beside=beside, folder=folder)).fetchall()
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_writer_may_read_files(warehouse: Path) -> None:
    beside = warehouse.with_name("beside.csv")
    beside.write_text("name\nIvy\n", "utf-8")
    with open_warehouse(warehouse, KEY, ENGINE) as con:
        rows = con.execute("select * from read_csv($path)", {"path": str(beside)}).fetchall()
    assert rows == [("Ivy",)]


def test_what_spills_to_disk_is_encrypted(warehouse: Path) -> None:
    with open_warehouse(warehouse, KEY, ENGINE) as con:
        settings = con.execute(
            "select current_setting('temp_file_encryption'), current_setting('temp_directory')"
        ).fetchall()
    assert settings == [(True, str(warehouse.parent / "spill"))]


def test_another_key_is_refused_without_showing_either(warehouse: Path) -> None:
    other = KEY[::-1]
    with (
        pytest.raises(WarehouseKeyError) as refusal,
        open_warehouse(warehouse, other, ENGINE, read_only=True),
    ):
        pass
    told = str(refusal.value)
    assert told.startswith(f"{KEY_VARIABLE} is not the key that night/warehouse.duckdb was written")
    assert KEY not in told
    assert other not in told
    assert refusal.value.__suppress_context__


def test_a_missing_warehouse_is_not_made_by_a_reader(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.duckdb"
    with (
        pytest.raises(WarehouseError, match="there is no warehouse at"),
        open_warehouse(path, KEY, ENGINE, read_only=True),
    ):
        pass
    assert not path.exists()


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def blank_the_head(content: bytes) -> bytes:
    return content[:100] + bytes(4000) + content[4100:]


def other_text(content: bytes) -> bytes:
    return b"not a database" * 999


@pytest.mark.parametrize("damage", [cut, blank_the_head, other_text])
def test_a_damaged_warehouse_cannot_be_opened(
    warehouse: Path, damage: Callable[[bytes], bytes]
) -> None:
    warehouse.write_bytes(damage(warehouse.read_bytes()))
    with (
        pytest.raises(WarehouseError, match=r"night/warehouse\.duckdb cannot be opened"),
        open_warehouse(warehouse, KEY, ENGINE, read_only=True),
    ):
        pass


def test_a_warehouse_with_changed_bytes_is_not_read(warehouse: Path) -> None:
    content = warehouse.read_bytes()
    warehouse.write_bytes(content[:12_288] + bytes(byte ^ 1 for byte in content[12_288:]))
    with (
        pytest.raises(WarehouseKeyError, match="or it is damaged"),
        open_warehouse(warehouse, KEY, ENGINE, read_only=True),
    ):
        pass


def test_a_warehouse_that_another_process_writes_is_in_use(warehouse: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from pipelines.config import Engine\n"
        "from pipelines.warehouse import open_warehouse\n"
        "with open_warehouse(Path(sys.argv[1]), sys.argv[2], Engine(threads=1)):\n"
        "    print('open', flush=True)\n"
        "    sys.stdin.readline()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(warehouse), KEY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == "open\n"
        with (
            pytest.raises(WarehouseError, match="is in use by another process"),
            open_warehouse(warehouse, KEY, ENGINE, read_only=True),
        ):
            pass
        other.stdin.write("\n")
    assert other.returncode == 0


def test_an_error_while_it_is_open_closes_the_file(warehouse: Path) -> None:
    with (
        pytest.raises(duckdb.CatalogException),
        open_warehouse(warehouse, KEY, ENGINE) as con,
    ):
        con.execute("select * from nothing")
    with pytest.raises(duckdb.ConnectionException):
        con.execute("select 1")
    with open_warehouse(warehouse, KEY, ENGINE) as again:
        assert again.execute("select count(*) from note").fetchall() == [(1,)]


def test_a_file_that_breaks_off_while_it_is_read_is_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "night" / "warehouse.duckdb"
    path.parent.mkdir()
    with open_warehouse(path, KEY, ENGINE) as con:
        con.execute("create table number as select hash(i) as h from range(400_000) as r(i)")
    size = path.stat().st_size
    path.write_bytes(path.read_bytes()[: size // 2])
    with (
        pytest.raises(WarehouseError, match=r"^(the warehouse )?night/warehouse\.duckdb cannot be"),
        open_warehouse(path, KEY, ENGINE, read_only=True) as con,
    ):
        con.execute("select max(h) from number").fetchall()


def test_a_path_with_a_quote_is_a_path(tmp_path: Path) -> None:
    path = tmp_path / "o'brien.duckdb"
    with open_warehouse(path, KEY, ENGINE) as con:
        con.execute("create table note as select 1 as one")
    assert path.is_file()


def test_the_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    assert key_from_environment() == KEY


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("", "is not set"),
        ("x" * 31, "at least 32 plain characters"),
        ("x" * 32 + "'", "without quotes"),
        ("é" * 32, "plain characters"),
    ],
)
def test_a_key_that_protects_nothing_is_refused_and_not_shown(
    monkeypatch: pytest.MonkeyPatch, key: str, told: str
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, key)
    with pytest.raises(WarehouseKeyError, match=told) as refusal:
        key_from_environment()
    assert not key or key not in str(refusal.value)


def test_a_key_that_is_not_set_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    with pytest.raises(WarehouseKeyError, match="is not set"):
        key_from_environment()
