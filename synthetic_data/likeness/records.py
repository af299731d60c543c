"""How often records go wrong, measured of what was written; the intervals are `error_rates`.

A difference is one that is left after cleaning: a capital letter or a title is none. A pair of
which either record is blank is left out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from types import MappingProxyType

import pandas as pd

from synthetic_data.likeness.error_rates import (
    EXPECTED,
    INVALID_NHS_NUMBER,
    MISSING_NHS_NUMBER,
    PUBLISHED,
    SOURCES,
    Interval,
)
from synthetic_data.likeness.measure import MeasureError, Reading
from synthetic_data.likeness.written import WrittenTown
from synthetic_data.records.errors import ErrorLevel

Ask = Callable[[WrittenTown], "pd.Series[bool]"]

_STANDARD_ERRORS = 2.6
"""How far chance may put a share outside its interval: of a hundred, one is farther."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """How many of how many."""

    hits: int
    among: int

    def __str__(self) -> str:
        """Write the share, and of how many it is one."""
        return f"{self.per_cent:.2f}% of {self.among:,}"

    @property
    def per_cent(self) -> float:
        """Return the share in per cent."""
        return 100 * self.hits / max(self.among, 1)

    def room(self, end: float) -> float:
        """Return how far chance may put a sample of this size from a true share in per cent."""
        return 100 * _STANDARD_ERRORS * sqrt(end / 100 * (1 - end / 100) / max(self.among, 1))

    def fits(self, within: Interval) -> bool:
        """Say whether a true share in the interval could have given this one.

        Room is that of each end: of a rare thing, none at all is too few once some six are due.
        """
        low, high = within
        return self.among > 0 and low - self.room(low) <= self.per_cent <= high + self.room(high)


@dataclass(frozen=True, kw_only=True)
class RecordMeasure:
    """A share of pairs or records, and the interval, in per cent, in which it should lie."""

    name: str
    within: Interval
    source: str
    reason: str
    ask: Ask

    @property
    def interval(self) -> str:
        """Write the interval in words."""
        low, high = self.within
        return f"{low:.2f}% to {high:.2f}%"

    def read(self, town: WrittenTown) -> Reading:
        """Take the measure of a written town; what chance may do is that of its sample."""
        answers = self.ask(town)
        share = Share(hits=int(answers.sum()), among=len(answers))
        low, high = self.within
        return Reading(
            name=self.name,
            interval=self.interval,
            value=str(share),
            leeway=f"{share.room(low):.2f}% below, {share.room(high):.2f}% above",
            is_met=share.fits(self.within),
            source=self.source,
            reason=self.reason,
        )


def _known(answers: pd.Series) -> "pd.Series[bool]":
    """Leave out the pairs of which either record is blank."""
    return answers.dropna().astype(bool)


def _differs(what: str) -> Ask:
    return lambda town: _known(town.pairs[what])


def _of_differing(what: str, answer: str) -> Ask:
    """Ask something of the pairs that differ in what is named."""

    def ask(town: WrittenTown) -> "pd.Series[bool]":
        return _known(town.pairs[town.pairs[what].fillna(value=False).astype(bool)][answer])

    return ask


def _surname_of_adult(town: WrittenTown) -> "pd.Series[bool]":
    return _known(town.pairs[town.pairs["is_adult"]]["family_name"])


def _unlike_surname(sex: str) -> Ask:
    def ask(town: WrittenTown) -> "pd.Series[bool]":
        adults = town.pairs[town.pairs["is_adult"] & (town.pairs["true_sex"] == sex)]
        return _known(adults["unlike_family_name"])

    return ask


def _no_fixed_abode(town: WrittenTown) -> "pd.Series[bool]":
    clients = town.records[town.records["source"] == "adult_mental_health"]
    return _known(clients["has_no_fixed_abode"])


def _lacks_nhs_number(source: str) -> Ask:
    return lambda town: town.records[town.records["source"] == source]["nhs_number"].isna()


_ASKS: Mapping[str, Ask] = MappingProxyType(
    {
        "date of birth": _differs("date_of_birth"),
        "one part of a differing date of birth": _of_differing("date_of_birth", "is_one_part"),
        "given name": _differs("given_name"),
        "first two letters of a differing given name": _of_differing(
            "given_name", "same_beginning"
        ),
        "surname of an adult": _surname_of_adult,
        "surname of a woman, no match at all": _unlike_surname("F"),
        "surname of a man, no match at all": _unlike_surname("M"),
        "names swapped": _differs("swapped"),
        "sex": _differs("sex"),
        "postcode": _differs("postcode"),
        "postcode written wrongly": _differs("wrong_postcode"),
        "address written wrongly": _differs("wrong_line"),
        "no fixed abode of a client": _no_fixed_abode,
    }
)
"""What is asked of a written town, by the name that an interval has."""


def measures_of_pairs(
    level: ErrorLevel, expected: Mapping[str, Interval]
) -> Iterator[RecordMeasure]:
    """Give what is measured of pairs at one level, in the order of the intervals.

    Raises:
        MeasureError: nothing measures what has an interval.
    """
    for name, within in expected.items():
        if name not in _ASKS:
            msg = f"{name}: there is an interval, and nothing that measures it"
            raise MeasureError(msg)
        figure = PUBLISHED[level].get(name)
        yield RecordMeasure(
            name=name,
            within=within,
            source=SOURCES[level] if figure else "our own judgement",
            reason=figure or "no figure is published for such records",
            ask=_ASKS[name],
        )


def _measures_of_numbers(level: ErrorLevel) -> Iterator[RecordMeasure]:
    for source, (low, high) in MISSING_NHS_NUMBER.items():
        yield RecordMeasure(
            name=f"no NHS number: `{source}`",
            within=(low, min(high + INVALID_NHS_NUMBER[level], 100)),
            source="assumed",
            reason="what sources are known for; nothing is published",
            ask=_lacks_nhs_number(source),
        )


RECORDS: Mapping[ErrorLevel, tuple[RecordMeasure, ...]] = MappingProxyType(
    {
        level: (*measures_of_pairs(level, EXPECTED[level]), *_measures_of_numbers(level))
        for level in ErrorLevel
    }
)
"""What is measured of records at every level of care."""
