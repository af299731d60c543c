"""Gaps between groups of people: the best and the worst, and those of whom a trait is not known.

What is not known is no group of people, so it is in no gap; where it fares worse, it is told apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from linkage_models.evaluation.intervals import Gap, Sums, gap_between
from linkage_models.evaluation.persons import Group

NOT_KNOWN = "not known"
"""The group of people whose records do not say."""
ONE_POINT = 0.01
"""From here on people of whom a trait is not known are told to fare worse."""
_GAPS_OF = ("pair_precision", "pair_recall", "blocking_recall")
_DIGITS = 9


class Judged(Protocol):
    """A group that was judged, of people or of their families."""

    @property
    def dimension(self) -> str:
        """What people are grouped by."""

    @property
    def name(self) -> str:
        """Which of its groups this is."""

    @property
    def sums(self) -> Mapping[str, Sums]:
        """The sums of each measure."""


_Group = TypeVar("_Group", bound=Judged)


@dataclass(frozen=True, kw_only=True)
class Behind:
    """How far people of whom a trait is not known are behind the best known group."""

    dimension: str
    measure: str
    best: str
    best_share: float
    share: float


def gaps_of(groups: Sequence[Judged], measures: Sequence[str] = _GAPS_OF) -> tuple[Gap, ...]:
    """Find the best and the worst known group of each kind."""
    found = []
    for dimension in dict.fromkeys(group.dimension for group in groups):
        for measure in measures:
            sums = {
                group.name: group.sums[measure]
                for group in _known(groups, dimension)
                if measure in group.sums
            }
            gap = gap_between(dimension, measure, sums)
            if gap is not None:
                found.append(gap)
    return tuple(found)


def behind_of(groups: Sequence[Group]) -> tuple[Behind, ...]:
    """Find where people of whom a trait is not known are a point or more behind the best group."""
    found = []
    for unknown in (group for group in groups if group.name == NOT_KNOWN):
        for measure in _GAPS_OF:
            known = [
                (group.shares[measure].value, group.name)
                for group in _known(groups, unknown.dimension)
                if measure in group.sums and group.sums[measure].y
            ]
            if not known or measure not in unknown.sums or not unknown.sums[measure].y:
                continue
            (best_share, best), share = max(known), unknown.shares[measure].value
            if round(best_share - share, _DIGITS) >= ONE_POINT:
                found.append(
                    Behind(
                        dimension=unknown.dimension,
                        measure=measure,
                        best=best,
                        best_share=best_share,
                        share=share,
                    )
                )
    return tuple(found)


def _known(groups: Sequence[_Group], dimension: str) -> list[_Group]:
    return [group for group in groups if group.dimension == dimension and group.name != NOT_KNOWN]
