"""What the tests of whole nights share: a folder to work in, the command, spoiling exports."""

import csv
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path
from shutil import copy, copytree

from pipelines.cli.main import main
from pipelines.warehouse import KEY_VARIABLE

ROOT = Path(__file__).parents[2]
AS_AT = "2026-09-30"
KEY = "a-key-of-nobody-that-is-long-enough-for-us"

Row = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How one call of the command ended."""

    exit_code: int
    out: str
    err: str

    @property
    def told(self) -> str:
        """What the analyst reads."""
        return self.out + self.err


@dataclass(frozen=True, kw_only=True)
class Place:
    """A folder in which the product is used: its own configuration, its own data."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "thinkfamily.toml"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def warehouse(self) -> Path:
        return self.data / "nights" / AS_AT / "warehouse.duckdb"

    @property
    def release(self) -> Path:
        return self.data / "releases" / f"{AS_AT}-nhs-v1"

    def delivery(self, source: str) -> Path:
        return self.data / "exports" / source / AS_AT

    def file(self, source: str, pattern: str) -> Path:
        return next(iter(sorted(self.delivery(source).glob(pattern))))

    def configure(self, old: str, new: str) -> None:
        text = self.config.read_text("utf-8")
        assert old in text
        self.config.write_text(text.replace(old, new), "utf-8")

    def thinkfamily(self, *words: str, **environment: str) -> Outcome:
        """Run the command in this process as the installed script does."""
        out, err = StringIO(), StringIO()
        changed = {KEY_VARIABLE: KEY, "COLUMNS": "300"} | environment
        arguments = ["thinkfamily", "--config", str(self.config), *words]
        with _process_state(changed, arguments), redirect_stdout(out), redirect_stderr(err):
            try:
                main()
                code: str | int | None = 0
            except SystemExit as end:
                code = end.code
        assert code is None or isinstance(code, int)
        return Outcome(exit_code=code or 0, out=out.getvalue(), err=err.getvalue())

    def publish(self, night: str = AS_AT, **environment: str) -> Path:
        """Release a night as two people do, and return the folder."""
        words = ("release", "--night", night, "--as", "Analyst of nowhere")
        proposed = self.thinkfamily(*words, **environment)
        assert proposed.exit_code == 0, proposed.told
        release_id = proposed.out.split()[1].rstrip(",")
        approved = self.thinkfamily(
            *("release", "approve", release_id, "--reason", "Looked at.", "--as", "Officer"),
            **environment,
        )
        assert approved.exit_code == 0, approved.told
        return self.data / "releases" / release_id

    def published(self) -> dict[str, str]:
        """Return the digest of everything that readers see of nights and releases."""
        return {
            path.relative_to(self.data).as_posix(): sha256(path.read_bytes()).hexdigest()
            for part in ("nights", "releases")
            for path in sorted((self.data / part).rglob("*"))
            if path.is_file()
        }

    def folders(self) -> set[str]:
        """Return the folders of nights and releases, whole or not."""
        return {
            path.relative_to(self.data).as_posix()
            for part in ("nights", "releases")
            for path in (self.data / part).glob("*")
            if path.is_dir()
        }


def make_place(folder: Path) -> Place:
    """Set up a folder with its own copies of the two configuration files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("thinkfamily.toml", "dagster.yaml"):
        copy(ROOT / name, folder / name)
    return Place(folder=folder)


def copy_of(place: Place, folder: Path) -> Place:
    """Copy a place with its nights, for a test that spoils it."""
    copytree(place.folder, folder)
    return Place(folder=folder)


@contextmanager
def _process_state(changed: Mapping[str, str], arguments: list[str]) -> Iterator[None]:
    """Put back what the command changes of its process: environment, umask, arguments."""
    environment, argv, mask = dict(os.environ), sys.argv, os.umask(0o022)
    os.environ.update(changed)
    for name in [name for name, value in changed.items() if not value]:
        del os.environ[name]
    sys.argv = arguments
    try:
        yield
    finally:
        sys.argv = argv
        os.umask(mask)
        os.environ.clear()
        os.environ.update(environment)


# Editing exports.


def read_rows(path: Path) -> list[Row]:
    """Read a delimited file as rows of text."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def edit_rows(path: Path, change: Callable[[Row], Row]) -> None:
    """Rewrite a delimited export with each row changed; columns may be added or renamed."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [change(row) for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def edit_header(path: Path, old: str, new: str) -> None:
    """Rename a column in the header line and nowhere else."""
    header, rest = path.read_text("utf-8").split("\n", 1)
    assert old in header
    path.write_text(f"{header.replace(old, new)}\n{rest}", "utf-8")
