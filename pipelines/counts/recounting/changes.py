"""Why a figure changed since an earlier night: in the world, in what arrives, in how we link (E2).

The earlier night's records are linked once more as they are linked today, and both nights without
the sources that only one of them has. What is left between those two is real change.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from linkage_models.model import load_trained
from linkage_models.person.model import PERSON_MODEL
from linkage_models.person.preparing import prepare_records
from linkage_models.person.weighing import score_pairs
from linkage_models.thresholds import Levels
from pipelines.counts.recounting.ranges import Headlines, count_again, headlines
from pipelines.counts.recounting.worlds import Origin, world
from pipelines.levels import levels_of
from pipelines.warehouse import NIGHT

EARLIER = "earlier"
"""The name under which the earlier night is attached."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One headline figure then and now, and why it is another; the parts add up to the whole."""

    count_id: str
    measure: str
    earlier: int
    now: int
    model_change: int
    coverage_change: int

    @property
    def real_change(self) -> int:
        """What neither other records nor another way of linking them explains."""
        return self.now - self.earlier - self.model_change - self.coverage_change


@dataclass(frozen=True, kw_only=True)
class Nights:
    """Two nights on one connection, `night` and `earlier`, and where a world may lie."""

    con: DuckDBPyConnection
    as_at: date
    earlier_as_at: date
    file: Path
    key: str
    is_same_linkage: bool
    decisions: pa.Table | None = None

    def figures(self, name: str) -> Headlines:
        """Return the headline figures that a night has itself."""
        (before,) = self.con.execute("select current_database()").fetchone() or ("memory",)
        self.con.execute(f"use {name}")
        found = headlines(self.con)
        self.con.execute(f"use {before}")
        return found

    def sources(self, name: str) -> frozenset[str]:
        """Return the sources that have records in a night."""
        records = self.con.table(f"{name}.conformed.person_record")
        return frozenset(source for (source,) in records.select("source").distinct().fetchall())

    def linked_today(self, name: str, sources: frozenset[str] | None = None) -> Headlines:
        """Return the headline figures of a night's records, of some sources, as linked today."""
        as_at = self.as_at if name == NIGHT else self.earlier_as_at
        levels = self._levels_today()
        origin = Origin(night=name, is_weighed=False, sources=sources)
        with world(self.con, self.file, self.key, origin):
            prepare_records(self.con)
            score_pairs(self.con, load_trained(PERSON_MODEL))
            return count_again(self.con, as_at, levels, self.decisions)

    def _levels_today(self) -> Levels:
        """Return what the later night is linked at."""
        (before,) = self.con.execute("select current_database()").fetchone() or ("memory",)
        self.con.execute(f"use {NIGHT}")
        found = levels_of(self.con).levels
        self.con.execute(f"use {before}")
        return found


def split_changes(nights: Nights) -> tuple[Change, ...]:
    """Say of every headline figure how it changed, and why.

    Records are linked again only where that can tell something: the earlier night's where models,
    levels or the product are others now, both where a source is in one of them only.
    """
    then, now = nights.figures(EARLIER), nights.figures(NIGHT)
    relinked = then if nights.is_same_linkage else nights.linked_today(EARLIER)
    coverage = _coverage(nights, relinked, now)
    return tuple(
        Change(
            count_id=count_id,
            measure=measure,
            earlier=then[count_id, measure],
            now=now[count_id, measure],
            model_change=relinked[count_id, measure] - then[count_id, measure],
            coverage_change=coverage.get((count_id, measure), 0),
        )
        for count_id, measure in now
    )


def _coverage(nights: Nights, relinked: Headlines, now: Headlines) -> Mapping[tuple[str, str], int]:
    """Return what the sources that only one of the nights has add to each figure, or take."""
    then_has, now_has = nights.sources(EARLIER), nights.sources(NIGHT)
    both = then_has & now_has
    then_both = relinked if then_has == both else nights.linked_today(EARLIER, both)
    now_both = now if now_has == both else nights.linked_today(NIGHT, both)
    return {each: (now[each] - now_both[each]) - (relinked[each] - then_both[each]) for each in now}
