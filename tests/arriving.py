"""Small deliveries of one practice, for tests of what becomes of a delivery; nobody exists."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb

from pipelines import steps
from pipelines.config import Engine, SourceConfig
from pipelines.deliveries.arrivals import Arrival, arrival_of, arrivals_of
from pipelines.deliveries.choosing import Chosen, choose
from pipelines.deliveries.facts import DeliveryFacts
from pipelines.deliveries.ledger import Ledger, open_ledger
from pipelines.deliveries.trying import try_delivery
from sources.registry import FORMATS
from tests.builders import write_export

NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
PATIENTS = "001_Admin_Patient.csv"


def gp(**settings: object) -> SourceConfig:
    """Describe a practice as a source, with what a test is about."""
    return SourceConfig.model_validate(
        {
            "name": "gp",
            "formats": ("emis",),
            "controller": "Nobody",
            "agreement": "NONE-1",
            "agreement_expires": date(2099, 12, 31),
            "lawful_basis": "none needed",
            **settings,
        }
    )


def later() -> datetime:
    """Return a moment at which all that is written now has settled."""
    return datetime.now(UTC) + timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A data folder into which one practice delivers."""

    data: Path
    now: datetime = NOW

    def folder(self, day: str) -> Path:
        return self.data / "exports" / "gp" / day

    def arrive(
        self, day: str, patients: int = 3, *, run: str = "", marker: str | None = "", file: str = ""
    ) -> Path:
        """Write a delivery an hour old; another `run` is another content."""
        folder = self.folder(day)
        folder.mkdir(parents=True, exist_ok=True)
        (export,) = FORMATS["emis"].exports
        rows = [
            {"PatientGuid": f"p{n}", "Surname": "Hale", "ProcessingId": run or day}
            for n in range(patients)
        ]
        write_export(export, rows, folder, file or PATIENTS)
        if marker is not None:
            (folder / "_COMPLETE").write_text(marker, "utf-8")
        self.age(day, timedelta(hours=1))
        return folder

    def age(self, day: str, age: timedelta) -> None:
        """Make the files of a delivery as old as they should be at the moment of the tests."""
        then = (self.now - age).timestamp()
        for path in self.folder(day).iterdir():
            os.utime(path, (then, then))

    @property
    def ledger(self) -> Ledger:
        return open_ledger(self.data)

    def arrival(self, day: str, source: SourceConfig | None = None) -> Arrival:
        return arrival_of(self.data, source or gp(), date.fromisoformat(day))

    def assess(self, day: str, source: SourceConfig | None = None) -> DeliveryFacts:
        """Assess a delivery without noting it; its folder is seen."""
        source = source or gp()
        self.ledger.see("gp", arrivals_of(self.data, source), self.now)
        return try_delivery(Engine(threads=1), self.arrival(day, source), self.ledger, self.now)

    def choose(self, as_at: str, source: SourceConfig | None = None) -> Chosen:
        """Choose as a night of that date does."""
        with empty_night() as con:
            return self.choose_in(con, as_at, source)

    def choose_in(
        self, con: duckdb.DuckDBPyConnection, as_at: str, source: SourceConfig | None = None
    ) -> Chosen:
        day = date.fromisoformat(as_at)
        return choose(con, source or gp(), self.data, day, self.ledger, self.now)


@contextmanager
def empty_night() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a warehouse in memory, laid out as a night begins one."""
    with duckdb.connect(config={"threads": 1}) as con:
        steps.begin(con)
        yield con
