"""What was found of corrected estimates: cases of each borough, and what they say together."""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean


@dataclass(frozen=True, kw_only=True)
class Case:
    """A figure of one borough: as counted, corrected with its interval, and as it truly is."""

    figure: str
    counted: int
    corrected: float
    interval_from: float
    interval_to: float
    true: int

    @property
    def is_held(self) -> bool:
        """Whether the interval holds the truth."""
        return self.interval_from <= self.true <= self.interval_to


@dataclass(frozen=True, kw_only=True)
class Borough:
    """One borough: how its records are kept, its seed, its figures."""

    level: str
    seed: int
    cases: tuple[Case, ...]


@dataclass(frozen=True, kw_only=True)
class Summary:
    """A figure over boroughs: shares of the true figure, means; and how often it is held.

    `spread` is the root of the mean square of the errors.
    """

    figure: str
    boroughs: int
    true: float
    counted_bias: float
    counted_spread: float
    corrected_bias: float
    corrected_spread: float
    width: float
    held: int


def summarise(cases: Sequence[Case]) -> Summary:
    """Summarise one figure over boroughs in which it is not zero."""
    cases = [case for case in cases if case.true]
    counted = [case.counted / case.true - 1 for case in cases]
    corrected = [case.corrected / case.true - 1 for case in cases]
    return Summary(
        figure=cases[0].figure,
        boroughs=len(cases),
        true=fmean(case.true for case in cases),
        counted_bias=fmean(counted),
        counted_spread=_spread(counted),
        corrected_bias=fmean(corrected),
        corrected_spread=_spread(corrected),
        width=fmean((case.interval_to - case.interval_from) / case.true for case in cases),
        held=sum(case.is_held for case in cases),
    )


def _spread(errors: Sequence[float]) -> float:
    return math.sqrt(fmean(error**2 for error in errors))


def save_boroughs(boroughs: Sequence[Borough], people: int, path: Path) -> None:
    """Keep what was found."""
    kept = {"people": people, "boroughs": [asdict(each) for each in boroughs]}
    path.write_text(json.dumps(kept, indent=1) + "\n", "utf-8", newline="\n")


def load_boroughs(path: Path) -> tuple[int, tuple[Borough, ...]]:
    """Read what was kept: people of each borough, and the boroughs."""
    kept = json.loads(path.read_text("utf-8"))
    boroughs = tuple(
        Borough(
            level=each["level"],
            seed=each["seed"],
            cases=tuple(Case(**case) for case in each["cases"]),
        )
        for each in kept["boroughs"]
    )
    return kept["people"], boroughs
