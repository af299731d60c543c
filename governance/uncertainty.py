"""What a night says of its headline figures beside the figures: rows of the warehouse, exact.

Exact numbers stay inside the run that made them. What may be shown of them is in `estimate`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Columns of `counts.estimate` and `counts.change`, in the order that rows are read in.
ESTIMATE_COLUMNS = (
    "count_id",
    "measure",
    "low",
    "central",
    "high",
    "corrected",
    "interval_from",
    "interval_to",
    "labelled_pairs",
    "labelled_people",
)
CHANGE_COLUMNS = (
    "count_id",
    "measure",
    "earlier_as_at",
    "earlier",
    "real_change",
    "coverage_change",
    "model_change",
    "now",
)

EstimateRow = tuple[str, str, int, int, int, float | None, float | None, float | None, int, int]
ChangeRow = tuple[str, str, date, int, int, int, int, int]


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """A figure at three levels of evidence; corrected and with an interval where labels allow."""

    count_id: str
    measure: str
    low: int
    central: int
    high: int
    corrected: float | None
    interval_from: float | None
    interval_to: float | None
    labelled_pairs: int
    labelled_people: int


@dataclass(frozen=True, kw_only=True)
class Change:
    """A figure of an earlier night and of this one, and what the difference is made of."""

    count_id: str
    measure: str
    earlier_as_at: date
    earlier: int
    real_change: int
    coverage_change: int
    model_change: int
    now: int


def estimates_from_rows(rows: Iterable[EstimateRow]) -> tuple[Estimate, ...]:
    """Read rows in the order of `ESTIMATE_COLUMNS`."""
    return tuple(Estimate(**dict(zip(ESTIMATE_COLUMNS, row, strict=True))) for row in rows)  # type: ignore[arg-type]


def changes_from_rows(rows: Iterable[ChangeRow]) -> tuple[Change, ...]:
    """Read rows in the order of `CHANGE_COLUMNS`."""
    return tuple(Change(**dict(zip(CHANGE_COLUMNS, row, strict=True))) for row in rows)  # type: ignore[arg-type]
