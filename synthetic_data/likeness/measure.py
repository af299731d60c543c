"""What a measure is: a figure of a town beside the interval that a real borough would lie in.

Which measures there are is in the modules beside this, one for each concern.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from types import MappingProxyType
from typing import Generic, TypeVar

Subject = TypeVar("Subject")

SPREAD_MEASURED_AT = 30_000
"""The number of people of the towns whose spread, from seed to seed, a measure declares."""

_SPREADS_ALLOWED = 2.5


class Unit(StrEnum):
    """What a figure is counted in, which also says how it is written."""

    SHARE = "share"
    SMALL_SHARE = "small share"
    CHANCE = "chance"
    RATIO = "ratio"


_WRITTEN: Mapping[Unit, Callable[[float], str]] = MappingProxyType(
    {
        Unit.SHARE: lambda value: f"{value * 100:.1f}%",
        Unit.SMALL_SHARE: lambda value: f"{value * 100:.2f}%",
        Unit.CHANCE: lambda value: f"{value:.4f}",
        Unit.RATIO: lambda value: f"{value:.2f}",
    }
)


class MeasureError(ValueError):
    """A declaration that no figure could meet."""


@dataclass(frozen=True, kw_only=True)
class Measure(Generic[Subject]):
    """A figure of a town, the interval it should lie in, and why.

    The interval is what we ask of a town so large that chance does not matter. `spread` is the
    standard deviation that chance alone gives the figure in a town of `SPREAD_MEASURED_AT`
    people, as measured over seeds: a smaller town is allowed more.
    """

    name: str
    low: float
    high: float
    unit: Unit
    source: str
    reason: str
    spread: float
    of: Callable[[Subject], float]

    def __post_init__(self) -> None:
        """Refuse an interval that holds nothing, and a figure that nobody can check."""
        if not self.low < self.high or self.spread < 0:
            msg = f"{self.name}: low is below high, and a spread is no less than nothing"
            raise MeasureError(msg)
        if not self.source or not self.reason:
            msg = f"{self.name}: a measure names its source and its reason"
            raise MeasureError(msg)

    def leeway(self, people: int) -> float:
        """Return how far outside its interval chance may put the figure of a town of that size."""
        return _SPREADS_ALLOWED * self.spread * sqrt(SPREAD_MEASURED_AT / people)

    def holds(self, value: float, people: int) -> bool:
        """Say whether a figure of a town of that many people is what was asked for."""
        leeway = self.leeway(people)
        return self.low - leeway <= value <= self.high + leeway

    @property
    def interval(self) -> str:
        """Write the interval in words."""
        return f"{self.written(self.low)} to {self.written(self.high)}"

    def written(self, value: float) -> str:
        """Write a figure in the unit of this measure."""
        return _WRITTEN[self.unit](value)


@dataclass(frozen=True, kw_only=True)
class Concern(Generic[Subject]):
    """Measures of one matter, in the order in which they are read."""

    title: str
    measures: Sequence[Measure[Subject]]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A measure as it was taken of one town, in words."""

    name: str
    interval: str
    value: str
    leeway: str
    is_met: bool
    source: str
    reason: str


def read(measure: Measure[Subject], subject: Subject, people: int) -> Reading:
    """Take a measure of a town of that many people."""
    value = measure.of(subject)
    return Reading(
        name=measure.name,
        interval=measure.interval,
        value=measure.written(value),
        leeway=measure.written(measure.leeway(people)),
        is_met=measure.holds(value, people),
        source=measure.source,
        reason=measure.reason,
    )
