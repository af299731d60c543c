"""Numbers that belong to nobody: test ranges, drama ranges, a council that does not exist.

Each allocator walks its range in a fixed scattered order, so numbers are unique and neighbours in
the town do not get neighbouring numbers, nor any that are a fixed step apart. Every town of a
region has ranges of its own, so that no number is given out twice in it.

Nobody's mobile numbers exist in the quantity that a large town needs: beyond the first thousand,
a mobile has the shape of a landline.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from uuid import UUID

from synthetic_data.chance import Chance

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
COUNCIL = "999"
MOST_TOWNS = 10
"""How many towns a region may have before a range of numbers is used up."""

# Ranges that the regulator keeps for drama: never given to a subscriber.
_DRAMA_LANDLINES = (
    *(f"0{area} 4960" for area in (113, 114, 115, 116, 117, 118, 121, 131, 141, 151, 161)),
    "020 79460",
    "0191 4980",
    "028 96496",
    "029 20180",
    "01632 960",
)
_DRAMA_MOBILES = ("07700 900",)
_MODULUS = 11
# No exchange has the area code 01632, and none begins with 0100, so their numbers are nobody's
# either. A large town needs them: a number that twenty people share by chance would look like a
# professional's.
_FREE_AREAS = ("01632", *(f"0100{digit}" for digit in range(1, MOST_TOWNS)))
_FREE_NUMBERS = 900_000
_MULTIPLIER, _ROUNDS = 0x9E3779B97F4A7C15, 3


class RangeExhaustedError(ValueError):
    """A town is larger than a range of test numbers."""


@dataclass(frozen=True, kw_only=True)
class Scatter:
    """Every number below `size` once, in an order that looks random; another `key`, another one.

    A turn is multiplied and its upper half folded into the lower, a few times over. Both can be
    undone below a power of two, so no two turns meet; what falls outside the range goes round
    again. Unlike a fixed step, the numbers of two turns do not tell how far apart they are.
    """

    size: int
    key: int = 1
    _mask: int = field(init=False, repr=False)
    _shift: int = field(init=False, repr=False)
    _factor: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        bits = max((self.size - 1).bit_length(), 1)
        object.__setattr__(self, "_mask", (1 << bits) - 1)
        object.__setattr__(self, "_shift", (bits + 1) // 2)
        mixed = _MULTIPLIER * (2 * self.key + 1) % 2**64
        # The upper bits of the product are the well mixed ones.
        object.__setattr__(self, "_factor", mixed >> (64 - bits) | 1)

    def __iter__(self) -> Iterator[int]:
        return (self.at(turn) for turn in range(self.size))

    def at(self, turn: int) -> int:
        """Return the number of a turn: the same one on every night, whoever else has one."""
        size, mask, shift, factor = self.size, self._mask, self._shift, self._factor
        number = turn % size
        while True:
            for _ in range(_ROUNDS):
                number = (number + 1) * factor & mask
                number ^= number >> shift
            if number < size:
                return number


def nhs_check_digit(body: str) -> int | None:
    """Return the modulus 11 check digit of nine digits, None where there is none."""
    weighted = sum(int(digit) * (10 - place) for place, digit in enumerate(body))
    check = -weighted % _MODULUS
    return None if check == _MODULUS - 1 else check


def nhs_numbers(town: int = 0) -> Iterator[str]:
    """Give out NHS numbers of the 999 test range, each once.

    Other towns of a region count down from there: no number that begins with 99 is ever issued.

    Raises:
        RangeExhaustedError: the range is used up.
    """
    for tail in Scatter(size=1_000_000):
        body = f"{999 - town}{tail:06}"
        check = nhs_check_digit(body)
        if check is not None and len(set(body)) > 1:
            yield f"{body}{check}"
    msg = "the test range of NHS numbers is used up: a town has at most 900,000 people"
    raise RangeExhaustedError(msg)


def upn_check_letter(body: str) -> str:
    """Return the check letter of the twelve characters after it."""
    total = sum(
        place * (int(mark) if mark.isdigit() else UPN_LETTERS.index(mark))
        for place, mark in enumerate(body, start=2)
    )
    return UPN_LETTERS[total % 23]


@dataclass(frozen=True, kw_only=True)
class UpnRegister:
    """Unique pupil numbers, counted up by school and year of entry."""

    given: dict[tuple[str, int], int] = field(default_factory=dict)

    def next_upn(self, school: str, year: int, *, temporary: bool = False) -> str:
        """Give out the next number of a school and a year; a temporary one ends in a letter."""
        serial = self.given.get((school, year), 0) + 1
        self.given[school, year] = serial
        end = f"{serial % 100:02}{UPN_LETTERS[serial % 23]}" if temporary else f"{serial:03}"
        body = f"{COUNCIL}{school}{year % 100:02}{end}"
        return f"{upn_check_letter(body)}{body}"


def uprns(town: int = 0) -> Iterator[str]:
    """Give out property numbers above those in use, each once."""
    return (f"999{town}{number:08}" for number in Scatter(size=10_000_000))


class PhoneBook:
    """Gives out phone numbers, each once until the free area of the town is used up."""

    def __init__(self, town: int = 0) -> None:
        """Open the ranges of a town; the first one alone has those of drama."""
        self._free = _free_numbers(town)
        self._mobiles = _drama_numbers(() if town else _DRAMA_MOBILES)
        self._landlines = _drama_numbers(() if town else _DRAMA_LANDLINES)

    def mobile(self) -> str:
        """Give out the number of a person: a drama mobile while there are any."""
        return next(self._mobiles, "") or next(self._free)

    def landline(self) -> str:
        """Give out the number of a home."""
        return next(self._landlines, "") or next(self._free)


def _drama_numbers(ranges: Sequence[str]) -> Iterator[str]:
    for number in Scatter(size=1000 * len(ranges)):
        yield f"{ranges[number % len(ranges)]}{number // len(ranges):03}"


def _free_numbers(town: int) -> Iterator[str]:
    """Give the numbers of a free area below those of drama, and then the same again."""
    numbers = Scatter(size=_FREE_NUMBERS)
    for turn in count():
        yield f"{_FREE_AREAS[town]} {numbers.at(turn):06}"


def guid(chance: Chance) -> str:
    """Draw an id in the form that EMIS writes."""
    number = int(chance.roll() * 2**52) << 76 | int(chance.roll() * 2**52) << 24
    return "{" + str(UUID(int=number | int(chance.roll() * 2**24), version=4)).upper() + "}"
