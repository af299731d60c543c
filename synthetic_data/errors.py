"""What goes wrong when a person is written down: each noise declared with its rate and reason.

Rates are shares of records. Published figures count pairs of records that differ, and either side
may be wrong, so a rate here is half of the published one. Surnames that really changed are no
error: they, and the lateness of news of a move, are `records`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from synthetic_data.chance import Chance
from synthetic_data.slips import misspell, mistype, respell
from synthetic_data.world import Person


class ErrorLevel(StrEnum):
    """How badly records are kept: as in one hospital trust, mixed, or as in the worst sets."""

    CLINICAL = "clinical"
    MIXED = "mixed"
    HOSTILE = "hostile"


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A person as written down in one record."""

    given: str
    middle: str
    family: str
    sex: str
    date_of_birth: date | None


Noise = Callable[[Written, Person, Chance], Written]


@dataclass(frozen=True, kw_only=True)
class NamedNoise:
    """One thing that goes wrong, how often at each level, and why."""

    name: str
    rates: Mapping[ErrorLevel, float]
    apply: Noise
    reason: str


_POOR_FACTOR, _OTHER_FACTOR = 1.2, 0.9
_USUAL_NAME, _UNUSUAL_NAME = 0.85, 1.6
_OLD_FACTOR, _BORN_BEFORE = 1.25, 1945


def _given_respelt(written: Written, _: Person, chance: Chance) -> Written:
    return replace(written, given=respell(written.given, chance))


def _given_mistyped(written: Written, _: Person, chance: Chance) -> Written:
    return replace(written, given=mistype(written.given, chance, 2))


def _given_other(written: Written, person: Person, chance: Chance) -> Written:
    """The middle name, or what the person is called, stands as the first name."""
    other = person.known_as or person.middle
    if other and other != written.given:
        return replace(written, given=other, middle=written.given if person.middle else "")
    return replace(written, given=mistype(written.given, chance, 0))


def _family_mistyped(written: Written, _: Person, chance: Chance) -> Written:
    return replace(written, family=mistype(written.family, chance))


def _family_misheard(written: Written, _: Person, chance: Chance) -> Written:
    return replace(written, family=misspell(written.family, chance))


def _family_halved(written: Written, _: Person, chance: Chance) -> Written:
    """A double-barrelled name keeps one half, or loses its hyphen."""
    halves = written.family.split("-")
    if len(halves) == 1:
        return replace(written, family=misspell(written.family, chance))
    return replace(written, family=chance.pick((*halves, " ".join(halves), "".join(halves))))


def _names_swapped(written: Written, _: Person, __: Chance) -> Written:
    return replace(written, given=written.family, family=written.given)


def _sex_wrong(written: Written, _: Person, chance: Chance) -> Written:
    return replace(written, sex="U" if chance.happens(0.3) else "MF"[written.sex == "M"])


def _one_part_wrong(written: Written, _: Person, chance: Chance) -> Written:
    """One of day, month and year is off, as copied by hand."""
    born = written.date_of_birth
    if born is None:
        return written
    steps = [0, 0, 0]
    steps[chance.whole(0, 2)] = chance.pick((-10, -2, -1, 1, 2, 10))
    year, month, day = steps
    moved = _folded(born.year + year, born.month + month, born.day + day)
    return replace(written, date_of_birth=moved)


def _date_guessed(written: Written, _: Person, chance: Chance) -> Written:
    """Two parts are wrong: the first of January, or another date."""
    born = written.date_of_birth
    if born is None:
        return written
    january = date(born.year, 1, 1)
    other = born + timedelta(days=chance.whole(-400, 400))
    return replace(written, date_of_birth=january if chance.happens(0.4) else other)


def _folded(year: int, month: int, day: int) -> date:
    """Return the date, its month and day folded into the calendar."""
    month = (month - 1) % 12 + 1
    in_month = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, (day - 1) % in_month + 1)


def _rates(clinical: float, mixed: float, hostile: float) -> Mapping[ErrorLevel, float]:
    return dict(zip(ErrorLevel, (clinical, mixed, hostile), strict=True))


NOISES = (
    NamedNoise(
        name="given_respelt",
        rates=_rates(0.0050, 0.026, 0.075),
        apply=_given_respelt,
        reason="a short form or another spelling, taken for the name",
    ),
    NamedNoise(
        name="given_mistyped",
        rates=_rates(0.0030, 0.016, 0.045),
        apply=_given_mistyped,
        reason="a slip of the finger; two thirds of differing given names keep their start",
    ),
    NamedNoise(
        name="given_other",
        rates=_rates(0.0040, 0.020, 0.050),
        apply=_given_other,
        reason="the middle name is the one in use",
    ),
    NamedNoise(
        name="family_mistyped",
        rates=_rates(0.0025, 0.025, 0.050),
        apply=_family_mistyped,
        reason="a slip of the finger",
    ),
    NamedNoise(
        name="family_misheard",
        rates=_rates(0.0020, 0.025, 0.050),
        apply=_family_misheard,
        reason="taken down by telephone",
    ),
    NamedNoise(
        name="family_halved",
        rates=_rates(0.0015, 0.012, 0.030),
        apply=_family_halved,
        reason="a field too short for two names, or somebody who did not ask",
    ),
    NamedNoise(
        name="names_swapped",
        rates=_rates(0.0004, 0.0015, 0.006),
        apply=_names_swapped,
        reason="given and family name in each other's field",
    ),
    NamedNoise(
        name="sex_wrong",
        rates=_rates(0.0017, 0.004, 0.010),
        apply=_sex_wrong,
        reason="the wrong line of a list",
    ),
    NamedNoise(
        name="one_part_of_birth_date_wrong",
        rates=_rates(0.0023, 0.009, 0.042),
        apply=_one_part_wrong,
        reason="93% of wrong birth dates have one part wrong",
    ),
    NamedNoise(
        name="birth_date_guessed",
        rates=_rates(0.0002, 0.001, 0.003),
        apply=_date_guessed,
        reason="the day was not known",
    ),
)


def susceptibility(person: Person, *, is_poor: bool) -> float:
    """Return how much more, or less, often a person's record is wrong than the average one."""
    by_name = _USUAL_NAME if person.community in ("british", "irish") else _UNUSUAL_NAME
    by_age = _OLD_FACTOR if person.date_of_birth.year < _BORN_BEFORE else 1.0
    return by_name * by_age * (_POOR_FACTOR if is_poor else _OTHER_FACTOR)


def spoil(
    written: Written, person: Person, level: ErrorLevel, factor: float, chance: Chance
) -> Written:
    """Apply every noise that happens to this record."""
    for noise in NOISES:
        if chance.happens(noise.rates[level] * factor):
            written = noise.apply(written, person, chance)
    return written
