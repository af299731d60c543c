"""How sure a headline figure is, and why it changed: what a night gives, and what may be shown.

An estimate is of a figure that is shown or hidden; it is rounded by the release's rule, and
hidden with its figure. How an estimate is made is not known here.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from governance.disclosure import Profile
from governance.earlier import EarlierRelease
from governance.rows import ReleaseRow
from governance.uncertainty import Change, Estimate

NO_LABELS = "no labels: range only"
_HALF = 0.5


@dataclass(frozen=True, kw_only=True)
class ShownEstimate:
    """What may be said beside a headline figure. A number is None where it is hidden or not known.

    `low` and `high` are the ends of the range, whichever level gave them; the interval is rounded
    outwards, so that it never looks surer than it is.
    """

    row: ReleaseRow
    low: int | None
    high: int | None
    corrected: int | None
    interval_from: int | None
    interval_to: int | None
    labelled_pairs: int
    labelled_people: int
    basis: str

    @property
    def range_text(self) -> str:
        """The range in words, or nothing."""
        return _span(self.low, self.high)

    @property
    def interval_text(self) -> str:
        """The interval in words, or nothing."""
        return _span(self.interval_from, self.interval_to)

    @property
    def corrected_text(self) -> str:
        """The corrected estimate, or nothing."""
        return "" if self.corrected is None else f"{self.corrected:,}"


@dataclass(frozen=True, kw_only=True)
class ShownChange:
    """A headline figure then and now, and what the difference is made of, each rounded."""

    row: ReleaseRow
    earlier_as_at: date
    earlier: int
    real_change: int
    coverage_change: int
    model_change: int


def shown_estimates(
    estimates: Iterable[Estimate], rows: Sequence[ReleaseRow], profile: Profile
) -> tuple[ShownEstimate, ...]:
    """Return what may be shown of estimates, in the order of their figures."""
    totals = {row.key: row for row in rows if row.is_total}
    found = {(each.count_id, each.measure): each for each in estimates}
    return tuple(_shown(found[key], row, profile) for key, row in totals.items() if key in found)


def shown_changes(
    changes: Iterable[Change],
    rows: Sequence[ReleaseRow],
    profile: Profile,
    earlier: Iterable[EarlierRelease] = (),
) -> tuple[ShownChange, ...]:
    """Return what may be shown of changes: none where either figure is hidden, then or now.

    Args:
        changes: exact, as a night gives them.
        rows: what is shown of this release.
        profile: its rule.
        earlier: what was published of earlier nights; a figure that was hidden then stays so.
    """
    totals = {row.key: row for row in rows if row.is_total}
    found = {(each.count_id, each.measure): each for each in changes}
    hidden = {
        (each.as_at, key)
        for each in earlier
        for key, figure in each.totals.items()
        if figure.value is None
    }
    return tuple(
        _shown_change(found[key], row, profile)
        for key, row in totals.items()
        if key in found
        and not row.figure.is_suppressed
        and not profile.is_small(found[key].earlier)
        and (found[key].earlier_as_at, key) not in hidden
    )


def _shown(estimate: Estimate, row: ReleaseRow, profile: Profile) -> ShownEstimate:
    is_hidden = row.figure.is_suppressed
    around = sorted((estimate.low, estimate.central, estimate.high))
    small = any(map(profile.is_small, around))
    has_interval = not is_hidden and None not in {
        estimate.corrected,
        estimate.interval_from,
        estimate.interval_to,
    }
    low, high = (None, None) if is_hidden or small else (around[0], around[-1])
    return ShownEstimate(
        row=row,
        low=None if low is None else profile.rounded(low),
        high=None if high is None else profile.rounded(high),
        corrected=_nearest(estimate.corrected, profile) if has_interval else None,
        interval_from=_down(estimate.interval_from, profile) if has_interval else None,
        interval_to=_up(estimate.interval_to, profile) if has_interval else None,
        labelled_pairs=estimate.labelled_pairs,
        labelled_people=estimate.labelled_people,
        basis=_basis(is_hidden=is_hidden, has_interval=has_interval),
    )


def _basis(*, is_hidden: bool, has_interval: bool) -> str:
    if is_hidden:
        return "hidden with its figure"
    return "measured on labels" if has_interval else NO_LABELS


def _shown_change(change: Change, row: ReleaseRow, profile: Profile) -> ShownChange:
    return ShownChange(
        row=row,
        earlier_as_at=change.earlier_as_at,
        earlier=profile.rounded(change.earlier),
        real_change=_rounded(change.real_change, profile),
        coverage_change=_rounded(change.coverage_change, profile),
        model_change=_rounded(change.model_change, profile),
    )


def _rounded(change: int, profile: Profile) -> int:
    """Round a change as its size rounds, so that a rise and a fall are treated alike."""
    return profile.rounded(abs(change)) * (1 if change > 0 else -1)


def _nearest(number: float | None, profile: Profile) -> int | None:
    return None if number is None else profile.rounded(max(0, round(number)))


def _down(number: float | None, profile: Profile) -> int | None:
    """Round the lower end outwards, by half a person at least: no end tells an exact figure."""
    step = profile.round_to
    return None if number is None else math.floor(max(0.0, number - _HALF) / step) * step


def _up(number: float | None, profile: Profile) -> int | None:
    step = profile.round_to
    return None if number is None else math.ceil(max(0.0, number + _HALF) / step) * step


def _span(low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return ""
    return f"{low:,} throughout" if low == high else f"{low:,} to {high:,}"
