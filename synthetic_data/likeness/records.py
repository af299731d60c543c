"""How often records go wrong, measured of what was written; the intervals are `error_rates`.

A difference is one that is left after cleaning: a capital letter or a title is none. A pair of
which either record is blank is left out.
"""

from collections.abc import Callable, Iterator, Mapping
from math import sqrt
from types import MappingProxyType

import pandas as pd

from synthetic_data.likeness.error_rates import (
    EXPECTED,
    MISSING_NHS_NUMBER,
    PUBLISHED,
    SOURCES,
    Interval,
)
from synthetic_data.likeness.measure import Concern, Measure, Unit
from synthetic_data.likeness.written import WrittenTown
from synthetic_data.records.errors import ErrorLevel

Ask = Callable[[WrittenTown], "pd.Series[bool]"]

# How many pairs, or records, a town of 30,000 people has: what chance can do to a share of them.
_PAIRS, _ADULTS, _OF_A_SEX, _OTHER_DATES, _OTHER_NAMES = 8_800, 2_700, 1_350, 45, 220
_RECORDS_OF = MappingProxyType(
    {"gp": 30_000, "adult_mental_health": 2_700, "childrens_social_care": 2_500, "school": 4_400}
)


def _known(answers: pd.Series) -> "pd.Series[bool]":
    """Leave out the pairs of which either record is blank."""
    return answers.dropna().astype(bool)


def _differs(what: str) -> Ask:
    return lambda town: _known(town.pairs[what])


def _of_differing(what: str, town: WrittenTown) -> pd.DataFrame:
    return town.pairs[town.pairs[what].fillna(value=False).astype(bool)]


def _one_part(town: WrittenTown) -> "pd.Series[bool]":
    return _of_differing("date_of_birth", town)["parts_of_date"] == 1


def _same_beginning(town: WrittenTown) -> "pd.Series[bool]":
    return _known(_of_differing("given_name", town)["same_beginning"])


def _surname_of_adult(town: WrittenTown) -> "pd.Series[bool]":
    return _known(town.pairs[town.pairs["is_adult"]]["family_name"])


def _unlike_surname(sex: str) -> Ask:
    def ask(town: WrittenTown) -> "pd.Series[bool]":
        adults = town.pairs[town.pairs["is_adult"] & (town.pairs["sex_at_practice"] == sex)]
        return _known(adults["unlike_family_name"])

    return ask


def _no_fixed_abode(town: WrittenTown) -> "pd.Series[bool]":
    clients = town.records[town.records["source"] == "adult_mental_health"]
    return _known(clients["has_no_fixed_abode"])


def _lacks_nhs_number(source: str) -> Ask:
    return lambda town: town.records[town.records["source"] == source]["nhs_number"].isna()


_ASKS: Mapping[str, tuple[Ask, int]] = MappingProxyType(
    {
        "date of birth": (_differs("date_of_birth"), _PAIRS),
        "one part of a differing date of birth": (_one_part, _OTHER_DATES),
        "given name": (_differs("given_name"), _PAIRS),
        "first two letters of a differing given name": (_same_beginning, _OTHER_NAMES),
        "surname of an adult": (_surname_of_adult, _ADULTS),
        "surname of a woman, no match at all": (_unlike_surname("F"), _OF_A_SEX),
        "surname of a man, no match at all": (_unlike_surname("M"), _OF_A_SEX),
        "names swapped": (_differs("swapped"), _PAIRS),
        "sex": (_differs("sex"), _PAIRS),
        "postcode": (_differs("postcode"), _PAIRS),
        "no fixed abode of a client": (_no_fixed_abode, _ADULTS),
    }
)
"""What is asked of a written town, and of how many pairs in one of 30,000 people."""


def _measure(  # noqa: PLR0913 - by name, each
    *, name: str, within: Interval, ask: Ask, among: int, source: str, reason: str
) -> Measure[WrittenTown]:
    low, high = (end / 100 for end in within)
    likely = min((low + high) / 2, 0.99)
    return Measure(
        name=name,
        low=low if low < high else low - 1 / among,
        high=high,
        unit=Unit.SMALL_SHARE,
        source=source,
        reason=reason,
        spread=sqrt(likely * (1 - likely) / among),
        of=lambda town: float(ask(town).mean()),
    )


def _of_pairs(level: ErrorLevel) -> Iterator[Measure[WrittenTown]]:
    """Give what is measured of pairs at one level, in the order of the intervals."""
    for name, within in EXPECTED[level].items():
        if name not in _ASKS:
            continue
        ask, among = _ASKS[name]
        figure = PUBLISHED[level].get(name)
        yield _measure(
            name=name,
            within=within,
            ask=ask,
            among=among,
            source=SOURCES[level] if figure else "our own judgement",
            reason=figure or "no figure is published for such records",
        )


def _of_numbers() -> Iterator[Measure[WrittenTown]]:
    for source, within in MISSING_NHS_NUMBER.items():
        yield _measure(
            name=f"no NHS number: `{source}`",
            within=within,
            ask=_lacks_nhs_number(source),
            among=_RECORDS_OF[source],
            source="assumed",
            reason="what sources are known for; nothing is published",
        )


RECORDS: Mapping[ErrorLevel, Concern[WrittenTown]] = MappingProxyType(
    {
        level: Concern(
            title=f"Records that differ, level `{level}`",
            measures=(
                *_of_pairs(level),
                *(_of_numbers() if level is ErrorLevel.CLINICAL else ()),
            ),
        )
        for level in ErrorLevel
    }
)
"""What is measured of records at every level of care."""
