"""A night as its analyst judges it: what came, what was set aside, how records were joined.

Every number here is exact, and for those who run the linkage. No value of a person is read.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from duckdb import DuckDBPyConnection

from dashboard.access.problems import NoSuchPageError
from dashboard.reading.open_night import OpenNight
from pipelines.config import Config
from pipelines.config.council import Engine
from pipelines.nights import Night, NoNightError, current_night, whole_nights
from sources.tables import select_from

_PARTS = 8
_PACKAGE = "dashboard.reading.sql"
_MEMORY = "48MB"
"""What all pages together may use to read nights: they share the machine with others."""
Line = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Quality:
    """What of a night tells whether it may be trusted; each a list of rows by name."""

    as_at: date
    manifest: Mapping[str, Any]
    size: Line
    flow: Mapping[str, Mapping[str, int]]
    rejected: tuple[Line, ...]
    completeness: tuple[Line, ...]
    cluster_sizes: tuple[Line, ...]
    cluster_checks: tuple[Line, ...]
    changes: tuple[Line, ...]
    reviews: tuple[Line, ...]
    unit_flags: tuple[Line, ...]

    def total(self, measure: str) -> int:
        """Return a measure of all sources together."""
        return sum(each.get(measure, 0) for each in self.flow.values())

    def rejected_of(self, source: str) -> int:
        """Return how many rows of a source are in quarantine."""
        return sum(each["row_count"] for each in self.rejected if each["source"] == source)

    def share_linked(self, source: str) -> float | None:
        """Return the share of a source's linkable records that share a person with another."""
        of = self.flow.get(source, {})
        linkable = of.get("records", 0) - of.get("not_linkable", 0) - of.get("withheld", 0)
        return of.get("linked", 0) / linkable if linkable > 0 else None


class NightsRead:
    """The nights of a data folder; each is read once, for as long as its manifest is the same."""

    def __init__(self, config: Config) -> None:
        """Take the configuration."""
        self._config = config
        self._open = OpenNight(Engine(threads=1, memory_limit=_MEMORY))
        self._read: dict[date, tuple[str, Quality]] = {}

    def all(self) -> tuple[Night, ...]:
        """Return every night that is whole, the newest first."""
        return whole_nights(self._config.data, date.max)

    def find(self, day: str) -> Night:
        """Return a night by its date.

        Raises:
            NoSuchPageError: it is not there.
        """
        for each in self.all():
            if each.as_at.isoformat() == day:
                return each
        raise NoSuchPageError

    def current(self) -> Night:
        """Return the current night.

        Raises:
            NoNightError: none was published.
        """
        return current_night(self._config.data)

    def is_current(self, as_at: date) -> bool:
        """Say whether the night of a date is the current one."""
        try:
            return self.current().as_at == as_at
        except NoNightError:
            return False

    @contextmanager
    def opened(self, night: Night) -> Iterator[DuckDBPyConnection]:
        """Open a night to be read only, and locked: nothing else can be reached from it."""
        with self._open.reading(night.warehouse) as con:
            yield con

    def quality(self, night: Night) -> Quality:
        """Return how good a night is."""
        content = night.manifest.read_bytes()
        fingerprint = sha256(content).hexdigest()
        known = self._read.get(night.as_at)
        if known and known[0] == fingerprint:
            return known[1]
        with self.opened(night) as con:
            found = _quality(con, night.as_at, json.loads(content))
        self._read[night.as_at] = (fingerprint, found)
        return found


def rows_of(con: DuckDBPyConnection, name: str, **values: object) -> tuple[Line, ...]:
    """Run one of the SELECTs beside this module, and return its rows by the names of columns."""
    found = select_from(con, _PACKAGE, name, **values)
    return tuple(dict(zip(found.columns, row, strict=True)) for row in found.fetchall())


def _quality(con: DuckDBPyConnection, as_at: date, manifest: Mapping[str, Any]) -> Quality:
    flow: dict[str, dict[str, int]] = {}
    for row in rows_of(con, "flow"):
        flow.setdefault(row["source"], {})[row["measure"]] = row["value"]
    checks = con.table("linkage.cluster_check").order("all")
    return Quality(
        as_at=as_at,
        manifest=manifest,
        size=rows_of(con, "size")[0],
        flow=flow,
        rejected=rows_of(con, "rejected"),
        completeness=_completeness(con),
        cluster_sizes=rows_of(con, "cluster_size"),
        cluster_checks=tuple(
            dict(zip(checks.columns, row, strict=True)) for row in checks.fetchall()
        ),
        changes=rows_of(con, "change"),
        reviews=rows_of(con, "review"),
        unit_flags=rows_of(con, "unit_flag"),
    )


def _completeness(con: DuckDBPyConnection) -> tuple[Line, ...]:
    """Add up what the parts of all records hold, by source."""
    found: dict[str, Counter[str]] = {}
    for part in range(_PARTS):
        for row in rows_of(con, "completeness", part=part, parts=_PARTS):
            counts = {name: value for name, value in row.items() if name != "source"}
            found.setdefault(row["source"], Counter()).update(counts)
    return tuple({"source": source, **counts} for source, counts in sorted(found.items()))
