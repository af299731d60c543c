"""What can go wrong when a person is written down: one function for each noise.

How often each of them happens is `errors`; how a single word is spoilt is `slips`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from synthetic_data.chance import Chance
from synthetic_data.facts import Person
from synthetic_data.records.slips import misspell, mistype, respell


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """A person as written down in one record."""

    given: str
    middle: str
    family: str
    sex: str
    date_of_birth: date | None


Noise = Callable[[Written, Person, Chance], Written]

_SEX_LEFT_OPEN = 0.3
_PARTS_OFF_BY = (-10, -2, -1, 1, 2, 10)
# The three wrong ways with a date of which two parts are wrong; the rest is another date.
_FIRST_OF_JANUARY, _DAY_AND_MONTH_SWAPPED = 0.4, 0.08
_MOST_DAYS_OFF = 400
_MONTHS = 12


def given_respelt(written: Written, _: Person, chance: Chance) -> Written:
    """Take a short form or another spelling for the name."""
    return replace(written, given=respell(written.given, chance))


def given_mistyped(written: Written, _: Person, chance: Chance) -> Written:
    """Slip after the first two letters of the given name."""
    return replace(written, given=mistype(written.given, chance, 2))


def given_other(written: Written, person: Person, chance: Chance) -> Written:
    """Let the middle name, or what the person is called, stand as the first name."""
    other = person.known_as or person.middle
    if other and other != written.given:
        return replace(written, given=other, middle=written.given if person.middle else "")
    return replace(written, given=mistype(written.given, chance, 0))


def family_mistyped(written: Written, _: Person, chance: Chance) -> Written:
    """Slip after the first letter of the surname."""
    return replace(written, family=mistype(written.family, chance))


def family_misheard(written: Written, _: Person, chance: Chance) -> Written:
    """Write the surname as it sounds."""
    return replace(written, family=misspell(written.family, chance))


def family_halved(written: Written, _: Person, chance: Chance) -> Written:
    """Keep one half of a double-barrelled name, or lose its hyphen."""
    halves = written.family.split("-")
    if len(halves) == 1:
        return replace(written, family=misspell(written.family, chance))
    return replace(written, family=chance.pick((*halves, " ".join(halves), "".join(halves))))


def family_other(written: Written, _: Person, chance: Chance) -> Written:
    """Let the middle name stand last, where the surname was not filled in."""
    if written.middle:
        return replace(written, family=written.middle, middle="")
    return replace(written, family=mistype(written.family, chance))


def names_swapped(written: Written, _: Person, __: Chance) -> Written:
    """Write given and family name in each other's field."""
    return replace(written, given=written.family, family=written.given)


def sex_wrong(written: Written, _: Person, chance: Chance) -> Written:
    """Take the wrong line of a list."""
    is_open = chance.happens(_SEX_LEFT_OPEN)
    return replace(written, sex="U" if is_open else "MF"[written.sex == "M"])


def one_part_wrong(written: Written, _: Person, chance: Chance) -> Written:
    """Get one of day, month and year wrong, as copied by hand."""
    born = written.date_of_birth
    if born is None:
        return written
    steps = [0, 0, 0]
    steps[chance.whole(0, 2)] = chance.pick(_PARTS_OFF_BY)
    year, month, day = steps
    moved = _folded(born.year + year, born.month + month, born.day + day)
    return replace(written, date_of_birth=moved)


def date_guessed(written: Written, _: Person, chance: Chance) -> Written:
    """Get two parts wrong: the first of January, day for month, or another date."""
    born = written.date_of_birth
    if born is None:
        return written
    roll, days = chance.roll(), chance.whole(-_MOST_DAYS_OFF, _MOST_DAYS_OFF)
    other = born + timedelta(days=days)
    if roll < _FIRST_OF_JANUARY:
        other = date(born.year, 1, 1)
    elif roll < _FIRST_OF_JANUARY + _DAY_AND_MONTH_SWAPPED and born.day <= _MONTHS:
        other = date(born.year, born.day, born.month)
    return replace(written, date_of_birth=other)


def _folded(year: int, month: int, day: int) -> date:
    """Return the date, its month and day folded into the calendar."""
    month = (month - 1) % _MONTHS + 1
    in_month = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, (day - 1) % in_month + 1)
