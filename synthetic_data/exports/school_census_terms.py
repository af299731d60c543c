"""The terms of the school census: which there are by a day, and on which day each one counts."""

from dataclasses import dataclass
from datetime import date, timedelta

_THURSDAY = 4
_WEEK = 7
# The Thursday on or after these days: the first of October, the third of January and of May.
_FIRST_DAYS = (("spring", 1, 15), ("summer", 5, 15), ("autumn", 10, 1))


@dataclass(frozen=True, kw_only=True)
class Term:
    """A census: its name as files have it, its day, and the day of the census before."""

    name: str
    day: date
    before: date

    @property
    def season(self) -> str:
        """Return spring, summer or autumn."""
        return self.name.split("_")[1]


def terms_by(day: date, count: int) -> tuple[Term, ...]:
    """Return the newest terms whose census was taken by a day, the oldest first."""
    days = [
        (f"{year}_{season}", _thursday_from(date(year, month, first)))
        for year in range(day.year - count, day.year + 1)
        for season, month, first in _FIRST_DAYS
    ]
    taken = [(name, census) for name, census in days if census <= day]
    return tuple(
        Term(name=name, day=census, before=earlier)
        for (_, earlier), (name, census) in zip(taken[-count - 1 :], taken[-count:], strict=False)
    )


def _thursday_from(day: date) -> date:
    return day + timedelta(days=(_THURSDAY - day.isoweekday()) % _WEEK)
