"""Earlier releases, read back from their own folders: what a reader of them already knows.

Which folders were published, and still stand, is for the caller to say.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq

from governance.disclosure import ControlledFigure, Profile
from governance.disclosure.remembering import Published
from governance.figure import TOTAL

Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class EarlierFigure:
    """A headline figure as it was published; None where it was hidden, or had no interval."""

    value: int | None
    interval_from: int | None = None
    interval_to: int | None = None


@dataclass(frozen=True, kw_only=True)
class EarlierRelease:
    """The totals of a published release, by count and measure."""

    as_at: date
    totals: Mapping[Key, EarlierFigure]


def read_earlier(folders: Iterable[Path]) -> tuple[EarlierRelease, ...]:
    """Read published releases, the oldest first; of two of one date the one given last."""
    found = {each.as_at: each for each in map(_read, folders)}
    return tuple(found[day] for day in sorted(found))


def read_published(folder: Path, profile: Profile) -> Published:
    """Read all that readers of a release were shown.

    Args:
        folder: where it was published.
        profile: the rule it was published under.
    """
    columns = ["count_id", "measure", "breakdown", "category", "figure", "percentage", "as_at"]
    rows = pq.read_table(folder / "figures.parquet", columns=columns).to_pylist()
    return Published(
        as_at=rows[0]["as_at"],
        profile=profile,
        figures=tuple(
            ControlledFigure(
                count_id=row["count_id"],
                measure=row["measure"],
                breakdown=row["breakdown"],
                category=row["category"],
                value=int(row["figure"]) if row["figure"].isdecimal() else None,
                text=row["figure"],
                percentage=Decimal(row["percentage"]) if row["percentage"] else None,
            )
            for row in rows
        ),
    )


def _read(folder: Path) -> EarlierRelease:
    columns = ["count_id", "measure", "breakdown", "figure", "as_at"]
    rows = pq.read_table(folder / "figures.parquet", columns=columns).to_pylist()
    intervals = _intervals(folder / "estimates.parquet")
    totals = {
        (row["count_id"], row["measure"]): EarlierFigure(
            value=int(row["figure"]) if row["figure"].isdecimal() else None,
            **intervals.get((row["count_id"], row["measure"]), {}),
        )
        for row in rows
        if row["breakdown"] == TOTAL
    }
    return EarlierRelease(as_at=rows[0]["as_at"], totals=totals)


def _intervals(path: Path) -> dict[Key, dict[str, int | None]]:
    """Return the intervals of a release; one made before there were any has none."""
    if not path.is_file():
        return {}
    columns = ["count_id", "measure", "interval_from", "interval_to"]
    return {
        (row["count_id"], row["measure"]): {name: row[name] for name in columns[2:]}
        for row in pq.read_table(path, columns=columns).to_pylist()
    }
