"""What a night says of its headline figures beside the figures: exact numbers.

Exact numbers stay inside the run that made them. What may be shown of them is in `estimate`.
"""

from dataclasses import dataclass
from datetime import date


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
