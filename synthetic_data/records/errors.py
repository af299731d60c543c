"""How often things go wrong in records: every rate at every level of care, with its reason.

Rates are shares of records. Published figures count pairs of records that differ, and either side
may be wrong, so a rate here is about half of the published one; what comes out is measured on
written exports. Surnames that really changed are no error: they, and the lateness of news of a
move, are `observer`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from synthetic_data.chance import Chance
from synthetic_data.facts import Person
from synthetic_data.records.noises import (
    Noise,
    Written,
    date_guessed,
    family_halved,
    family_misheard,
    family_mistyped,
    family_other,
    given_mistyped,
    given_other,
    given_respelt,
    names_swapped,
    one_part_wrong,
    sex_wrong,
)


class ErrorLevel(StrEnum):
    """How badly records are kept: as in one hospital trust, mixed, or as in the worst sets."""

    CLINICAL = "clinical"
    MIXED = "mixed"
    HOSTILE = "hostile"


Rates = Mapping[ErrorLevel, float]


@dataclass(frozen=True, kw_only=True)
class NamedNoise:
    """One thing that goes wrong, how often at each level, and why."""

    name: str
    rates: Rates
    apply: Noise
    reason: str


def _rates(clinical: float, mixed: float, hostile: float) -> Rates:
    return MappingProxyType(dict(zip(ErrorLevel, (clinical, mixed, hostile), strict=True)))


# The surname stands last: it alone changes in a life, and must not shift the other draws.
NOISES = (
    NamedNoise(
        name="one_part_of_birth_date_wrong",
        rates=_rates(0.0024, 0.0100, 0.0460),
        apply=one_part_wrong,
        reason="93% of wrong birth dates have one part wrong",
    ),
    NamedNoise(
        name="birth_date_guessed",
        rates=_rates(0.0002, 0.0010, 0.0040),
        apply=date_guessed,
        reason="the day was not known",
    ),
    NamedNoise(
        name="sex_wrong",
        rates=_rates(0.0019, 0.0040, 0.0100),
        apply=sex_wrong,
        reason="the wrong line of a list",
    ),
    NamedNoise(
        name="given_respelt",
        rates=_rates(0.0051, 0.0285, 0.0900),
        apply=given_respelt,
        reason="a short form or another spelling, taken for the name",
    ),
    NamedNoise(
        name="given_mistyped",
        rates=_rates(0.0031, 0.0185, 0.0560),
        apply=given_mistyped,
        reason="a slip of the finger; two thirds of differing given names keep their start",
    ),
    NamedNoise(
        name="given_other",
        rates=_rates(0.0040, 0.0215, 0.0620),
        apply=given_other,
        reason="the middle name is the one in use",
    ),
    NamedNoise(
        name="names_swapped",
        rates=_rates(0.0004, 0.0018, 0.0090),
        apply=names_swapped,
        reason="given and family name in each other's field",
    ),
    NamedNoise(
        name="family_mistyped",
        rates=_rates(0.0022, 0.0310, 0.0560),
        apply=family_mistyped,
        reason="a slip of the finger",
    ),
    NamedNoise(
        name="family_misheard",
        rates=_rates(0.0018, 0.0310, 0.0560),
        apply=family_misheard,
        reason="taken down by telephone",
    ),
    NamedNoise(
        name="family_halved",
        rates=_rates(0.0012, 0.0140, 0.0330),
        apply=family_halved,
        reason="a field too short for two names, or somebody who did not ask",
    ),
    NamedNoise(
        name="family_other",
        rates=_rates(0.0020, 0.0050, 0.0100),
        apply=family_other,
        reason="1.3% of men have two surnames with nothing in common",
    ),
)

WRONG_POSTCODE = _rates(0.0025, 0.0090, 0.0310)
"""A postcode with a wrong letter or figure; moves come on top."""

WRONG_ADDRESS = _rates(0.0040, 0.0140, 0.0410)
"""An address with a wrong number, a slip in the street or no flat; short forms are no error."""

RELATIVES_NHS_NUMBER = _rates(0.0003, 0.0010, 0.0030)
"""The number of a mother, a twin or a child, taken from the record that was open before."""

MISTYPED_NHS_NUMBER = _rates(0.0005, 0.0020, 0.0080)
"""One figure is wrong, so the check digit is too."""

WRONG_PHONE = _rates(0.0050, 0.0200, 0.0500)
"""A phone number with one wrong figure, or two that changed places; no figure is published."""

OLD_EMAIL = _rates(0.15, 0.25, 0.35)
"""Of people who had another e-mail address before: that one is in the record still."""

SHARED_EMAIL = _rates(0.0200, 0.0300, 0.0500)
"""The e-mail address of the wife, the husband or the partner, which the couple share."""

MISTYPED_EMAIL = _rates(0.0040, 0.0150, 0.0400)
"""An e-mail address with a letter left out or two that changed places."""

_POOR_FACTOR, _OTHER_FACTOR = 1.2, 0.9
_USUAL_NAME, _UNUSUAL_NAME = 0.85, 1.6
_MOBILE_FACTOR, _SETTLED_FACTOR = 1.15, 0.95
_OLD_FACTOR, _BORN_BEFORE = 1.25, 1945


def susceptibility(person: Person, *, is_poor: bool, is_mobile: bool = False) -> float:
    """Return how much more, or less, often a person's record is wrong than the average one."""
    by_name = _USUAL_NAME if person.community in ("british", "irish") else _UNUSUAL_NAME
    by_age = _OLD_FACTOR if person.date_of_birth.year < _BORN_BEFORE else 1.0
    by_moves = _MOBILE_FACTOR if is_mobile else _SETTLED_FACTOR
    return by_name * by_age * by_moves * (_POOR_FACTOR if is_poor else _OTHER_FACTOR)


def spoil(
    written: Written, person: Person, level: ErrorLevel, factor: float, chance: Chance
) -> Written:
    """Apply every noise that happens to this record; which ones do is drawn before all else."""
    happening = [noise for noise in NOISES if chance.roll() < noise.rates[level] * factor]
    for noise in happening:
        written = noise.apply(written, person, chance)
    return written
