"""What to make: how many people, on which nights, how well recorded, in which scenario."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, isfinite

from sources.registry import FORMATS
from synthetic_data.identifiers import MOST_TOWNS
from synthetic_data.records.errors import ErrorLevel
from synthetic_data.scenarios.emphasis import Emphasis
from synthetic_data.scenarios.scenarios import ORDINARY, SCENARIOS, Scenario

PEOPLE_IN_A_TOWN = 500_000
"""A larger place is made as several towns, one after the other, so that memory stays bounded."""

_FIRST_DAY = date(1990, 1, 1)
"""People, formats and services are those of our time: no night is before this day."""

_DAYS_REMEMBERED = 731
"""How far back a view of the town is whole: those who left or died earlier are not made."""


class PlanError(ValueError):
    """A plan that no town can be made of."""


@dataclass(frozen=True, kw_only=True)
class TownPlan:
    """What town to make; the same plan gives the same bytes.

    `as_at` is the day of the last night; the nights before it are `days_between` apart and show
    the same town as it was then. `service_multiplier` scales how many people services work with:
    1.0 is the national prevalence, at which a small town's headline counts are so small that all
    would be suppressed. `scenario` names one of `SCENARIOS`; without a name the town is ordinary.
    `formats` names the formats in which sources deliver, where they are not the usual ones.
    """

    people: int = 10_000
    seed: int = 1
    level: ErrorLevel = ErrorLevel.CLINICAL
    as_at: date = date(2026, 9, 30)
    nights: int = 1
    days_between: int = 1
    service_multiplier: float = 1.0
    scenario: str = ""
    formats: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a plan that no town can be made of."""
        problems = "; ".join(self._problems())
        if problems:
            raise PlanError(problems)

    def _problems(self) -> Iterator[str]:
        """Give everything that is wrong."""
        multiplier = self.service_multiplier
        if self.people < 1 or not (isfinite(multiplier) and multiplier > 0):
            yield "a town has at least one person and a positive, finite service multiplier"
        if self.people > PEOPLE_IN_A_TOWN * MOST_TOWNS:
            yield f"a region has at most {PEOPLE_IN_A_TOWN * MOST_TOWNS:,} people"
        if self.seed < 0:
            yield "a seed is 0 or more: a negative one would give the town of its absolute value"
        if self.nights < 1 or self.days_between < 1:
            yield "there is at least one night, and nights are at least one day apart"
        if self.as_at < _FIRST_DAY:
            yield f"the night is before {_FIRST_DAY}, and no town is made of so long ago"
        if (self.nights - 1) * self.days_between > _DAYS_REMEMBERED:
            yield f"nights lie within {_DAYS_REMEMBERED} days: further back the town is not whole"
        if self.scenario and self.scenario not in SCENARIOS:
            yield f"no scenario is called {self.scenario!r}; there are {', '.join(SCENARIOS)}"
        if unknown := [name for name in self.formats if name not in FORMATS]:
            yield f"no format is called {', '.join(unknown)}; there are {', '.join(FORMATS)}"

    @property
    def emphasis(self) -> Emphasis:
        """Return what is more frequent than in an ordinary town."""
        return self.scenario_of.emphasis

    @property
    def scenario_of(self) -> Scenario:
        """Return the scenario, or an ordinary town where none is named."""
        return SCENARIOS.get(self.scenario, ORDINARY)

    @property
    def nights_of(self) -> tuple[date, ...]:
        """Return the days of the nights, the earliest first."""
        return tuple(
            self.as_at - timedelta(days=self.days_between * before)
            for before in reversed(range(self.nights))
        )

    @property
    def towns(self) -> tuple[int, ...]:
        """Return how many people each town of the region has."""
        count = ceil(self.people / PEOPLE_IN_A_TOWN)
        return tuple(
            self.people * (number + 1) // count - self.people * number // count
            for number in range(count)
        )
