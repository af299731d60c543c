"""The bench on which a delivery is spoilt: a place with a good older delivery and one of today.

What is checked of it, and with whose words, is `seeing`.
"""

import codecs
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree, rmtree

import duckdb

from pipelines import steps
from pipelines.config import Config, SourceConfig, load_config
from pipelines.deliveries.arrivals import Arrival, arrival_of, arrivals_of, look_at
from pipelines.deliveries.assessing import assess
from pipelines.deliveries.choosing import Chosen, choose
from pipelines.deliveries.facts import DeliveryFacts
from pipelines.deliveries.ledger import Ledger, open_ledger
from tests.bad_input.senders import Row, Sender
from tests.integration.support import Place, make_place

GOOD, TODAY, TOMORROW = "2026-09-23", "2026-09-30", "2026-10-01"
NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
_AN_HOUR = timedelta(hours=1)

_CONFIG = """
purpose = "synthetic"
{top}
[engine]
threads = 1

[[source]]
name = "{source}"
{reads}
controller = "Nobody"
agreement = "NONE-1"
agreement_expires = 2099-12-31
lawful_basis = "none needed: nobody exists"
{settings}

[[source]]
name = "reference"
formats = ["nspl"]
controller = "Nobody"
agreement = "NONE-2"
agreement_expires = 2099-12-31
lawful_basis = "none needed: a made-up lookup"
"""


@dataclass(kw_only=True)
class Bench:
    """A place where a source has delivered twice; the second delivery is there to be spoilt.

    `rows` are the people of today's delivery as they should be loaded: whoever changes the file on
    purpose changes them too. `hidden` are further values that nobody may read in a message.
    """

    place: Place
    sender: Sender
    con: duckdb.DuckDBPyConnection
    rows: list[Row] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    facts: DeliveryFacts | None = None

    @property
    def folder(self) -> Path:
        """Today's delivery."""
        return self.folder_of(TODAY)

    @property
    def path(self) -> Path:
        """The file of today's delivery."""
        return self.folder / self.sender.file

    @property
    def marker(self) -> Path:
        return self.folder / "_COMPLETE"

    def folder_of(self, day: str) -> Path:
        return self.place.data / "exports" / self.sender.source / day

    # Spoiling.

    def edit(self, number: int, **values: str) -> None:
        """Change a person, also in what is expected to be loaded."""
        self.rows[number] |= values
        self.sender.write(self.rows, self.path)

    def edit_all(self, column: str, change: Callable[[str], str]) -> None:
        for row in self.rows:
            row[column] = change(row[column])
        self.sender.write(self.rows, self.path)

    def change(self, change: Callable[[bytes], bytes]) -> None:
        """Change the bytes of the file."""
        before = self.path.read_bytes()
        after = change(before)
        assert after != before
        self.path.write_bytes(after)

    def replace(self, old: str, new: str, times: int = -1) -> None:
        """Change a text in the file, which must be there."""
        self.change(lambda data: data.replace(old.encode(), new.encode(), times))

    def lines(self, change: Callable[[list[bytes]], Sequence[bytes]]) -> None:
        """Change the lines of the file, the header included."""
        self.change(lambda data: b"".join(change(data.splitlines(keepends=True))))

    def encode(self, encoding: str, mark: bytes = b"") -> None:
        self.change(lambda data: mark + codecs.encode(data.decode("utf-8"), encoding))

    def deliver(self, day: str, rows: Sequence[Row], file: str = "") -> Path:
        """Write a good delivery of these people under a date."""
        folder = self.folder_of(day)
        folder.mkdir(parents=True, exist_ok=True)
        self.sender.write(rows, folder / (file or self.sender.file))
        (folder / "_COMPLETE").touch()
        return folder

    def remove_today(self) -> None:
        """Take today's delivery away, as if it had never come."""
        rmtree(self.folder)

    # The product.

    @property
    def config(self) -> Config:
        return load_config(self.place.config)

    @property
    def source(self) -> SourceConfig:
        return self.config.source[0]

    @property
    def ledger(self) -> Ledger:
        return open_ledger(self.place.data)

    def arrival(self, day: str = TODAY) -> Arrival:
        return arrival_of(self.place.data, self.source, date.fromisoformat(day))

    def assess(self, arrival: Arrival | None = None, source: SourceConfig | None = None) -> None:
        """Assess today's delivery, landing it in the bench's own warehouse."""
        self.ledger.see(self.sender.source, arrivals_of(self.place.data, self.source), NOW)
        if source is not None:
            arrival = look_at(source, self.folder, date.fromisoformat(TODAY))
        self.facts = assess(self.con, arrival or self.arrival(), self.ledger, NOW)

    def choose(self, as_at: str) -> Chosen:
        """Choose as a night of that date does."""
        day = date.fromisoformat(as_at)
        return choose(self.con, self.source, self.place.data, day, self.ledger, NOW)

    @contextmanager
    def another_night(self) -> Iterator["Bench"]:
        """Go on in a warehouse of another night, over the same deliveries."""
        with empty_night() as con:
            yield replace(self, con=con)

    def conform(self, opt_outs: frozenset[str] = frozenset()) -> None:
        """Map what was landed."""
        steps.conform_source(self.con, self.arrival().delivery, opt_outs)

    def conformed(self, table: str, *columns: str, where: str = "true") -> list[tuple[object, ...]]:
        chosen = self.con.table(f"conformed.{table}").filter(where).project(", ".join(columns))
        return chosen.order("all").fetchall()


def configure(place: Place, sender: Sender, settings: str = "", top: str = "") -> None:
    """Describe the source in the place's configuration; `settings` win over how it is read."""
    reads = "" if "formats =" in settings or "lists." in settings else sender.reads
    text = _CONFIG.format(source=sender.source, reads=reads, settings=settings, top=top)
    place.config.write_text(text, "utf-8")


def good_place(sender: Sender, folder: Path) -> Place:
    """Make a place whose source has once delivered well: that delivery is in use."""
    place = make_place(folder)  # With the settings of Dagster, which keep it from telling anybody.
    configure(place, sender)
    with empty_night() as con:
        bench = Bench(place=place, sender=sender, con=con)
        bench.deliver(GOOD, sender.people())
        age(bench.folder_of(GOOD))
        bench.choose(GOOD)
    return place


def bench_at(
    good: Place, sender: Sender, folder: Path, con: duckdb.DuckDBPyConnection, settings: str
) -> Bench:
    """Copy a good place and deliver once more, of two people less than before."""
    copytree(good.folder, folder)
    place = Place(folder=folder)
    configure(place, sender, settings)
    bench = Bench(place=place, sender=sender, con=con, rows=sender.people()[:-2])
    bench.deliver(TODAY, bench.rows)
    age(bench.folder)
    return bench


def empty_night() -> duckdb.DuckDBPyConnection:
    """Open a warehouse in memory, laid out as a night begins one."""
    con = duckdb.connect(config={"threads": 1})
    steps.begin(con)
    return con


def age(folder: Path) -> None:
    """Make the files of a delivery older than anything waits for."""
    then = (NOW - _AN_HOUR).timestamp()
    for path in folder.iterdir():
        with suppress(OSError, NotImplementedError):
            os.utime(path, (then, then), follow_symlinks=False)
