"""The map of a town: wards on a hexagonal grid, and small areas within them.

Neighbouring wards are alike, because what they are comes from a field that changes slowly over
the map. Postcodes, streets and homes are `places`; who lives where is `neighbourhoods`.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from synthetic_data.chance import Chance
from synthetic_data.naming.reference_lists import sections

AREAS_OF_ENGLAND = 32_844

_WAVES, _LEAST_WAVELENGTH, _MOST_WAVELENGTH = 6, 5.0, 15.0
_OF_ITS_OWN = 0.25
_SMALL_AREAS_PER_WARD = 2
_WITHIN_WARD, _MORE_POOR_AREAS = 0.12, 1.3
_PLAIN_NAME, _PREFIXED_NAME = 0.6, 0.8
# Codes beyond those in use; each town of a region has a range to itself.
_FIRST_WARD, _WARDS_OF_A_TOWN = 990_000, 300
_FIRST_AREA, _AREAS_OF_A_TOWN = 990_000, 1_000


@dataclass(frozen=True, kw_only=True)
class Ward:
    """A ward with its place on the map, and its level of deprivation: 0 is the poorest."""

    code: str
    name: str
    x: float
    y: float
    level: float


@dataclass(frozen=True, kw_only=True)
class SmallArea:
    """A small area of a ward, with its rank in the index of deprivation."""

    ward: str
    lsoa: str
    imd_rank: int


class Field:
    """Something that changes slowly over the map: a sum of waves in all directions."""

    def __init__(self, chance: Chance) -> None:
        """Draw the waves."""
        self._waves = [self._wave(chance) for _ in range(_WAVES)]

    def _wave(self, chance: Chance) -> tuple[float, float, float]:
        direction = chance.between(0.0, 2.0 * math.pi)
        pace = 2.0 * math.pi / chance.between(_LEAST_WAVELENGTH, _MOST_WAVELENGTH)
        phase = chance.between(0.0, 2.0 * math.pi)
        return pace * math.cos(direction), pace * math.sin(direction), phase

    def at(self, x: float, y: float) -> float:
        """Return the height of the field at a place."""
        return sum(math.cos(along * x + up * y + phase) for along, up, phase in self._waves)


def standing(chance: Chance, places: Sequence[tuple[float, float]]) -> list[float]:
    """Draw a field, and return where each place stands in it: from 0, the lowest, to 1.

    A place has something of its own besides, so that the map is not quite smooth.
    """
    field = Field(chance)
    heights = [field.at(x, y) + chance.normal(0.0, _OF_ITS_OWN) for x, y in places]
    return _ranked(heights)


def lay_out_wards(count: int, chance: Chance, first: int) -> tuple[Ward, ...]:
    """Lay out wards around a centre and give each a name of its own."""
    at = _hexagons(count)
    names = _names(count, chance)
    return tuple(
        Ward(code=f"E05{first + number:06}", name=name, x=x, y=y, level=level)
        for number, (name, (x, y), level) in enumerate(
            zip(names, at, standing(chance, at), strict=True)
        )
    )


def first_ward(town: int) -> int:
    """Return the number of the first ward of a town of a region."""
    return _FIRST_WARD + town * _WARDS_OF_A_TOWN + 1


def last_ward(town: int) -> int:
    """Return the last number that a ward of a town may have."""
    return _FIRST_WARD + (town + 1) * _WARDS_OF_A_TOWN


def ward_number(code: str) -> int:
    """Return the number of a ward in the region, counted from 1."""
    return int(code[3:]) - _FIRST_WARD


def small_areas(wards: Sequence[Ward], chance: Chance, town: int) -> list[SmallArea]:
    """Give the small areas of each ward a deprivation near the ward's level.

    Their ranks are spread evenly over England, more of them among the poor areas.
    """
    parts = [ward for ward in wards for _ in range(_SMALL_AREAS_PER_WARD)]
    levels = [ward.level + chance.normal(0.0, _WITHIN_WARD) for ward in parts]
    first = _FIRST_AREA + town * _AREAS_OF_A_TOWN + _SMALL_AREAS_PER_WARD * _before(wards[0], town)
    return [
        SmallArea(
            ward=ward.code,
            lsoa=f"E01{first + number:06}",
            imd_rank=max(1, int(place**_MORE_POOR_AREAS * AREAS_OF_ENGLAND)),
        )
        for number, (ward, place) in enumerate(zip(parts, _ranked(levels), strict=True))
    ]


def _before(ward: Ward, town: int) -> int:
    """Return how many wards of its town come before a ward."""
    return ward_number(ward.code) - town * _WARDS_OF_A_TOWN - 1


def _ranked(heights: Sequence[float]) -> list[float]:
    """Return where each stands among all: from 0, the lowest, to 1."""
    order = sorted(range(len(heights)), key=heights.__getitem__)
    found = [0.0] * len(heights)
    for rank, place in enumerate(order):
        found[place] = (rank + 0.5) / len(heights)
    return found


def _hexagons(count: int) -> list[tuple[float, float]]:
    """Return the middles of hexagons in rings around a centre, one unit apart."""
    reach = math.isqrt(count) + 2
    grid = [(q, r) for q in range(-reach, reach + 1) for r in range(-reach, reach + 1)]
    return [_middle(q, r) for q, r in sorted(grid, key=_ring_and_angle)[:count]]


def _middle(q: int, r: int) -> tuple[float, float]:
    return q + r / 2, r * math.sqrt(3) / 2


def _ring_and_angle(at: tuple[int, int]) -> tuple[int, float]:
    """Order hexagons so that one mostly touches the next: wards of near numbers are near."""
    q, r = at
    x, y = _middle(q, r)
    return max(abs(q), abs(r), abs(q + r)), math.atan2(y, x)


def _names(count: int, chance: Chance) -> list[str]:
    """Draw names as wards have, each once."""
    names: dict[str, None] = {}
    while len(names) < count:
        names[_name(chance)] = None
    return list(names)


def _name(chance: Chance) -> str:
    parts, roll = sections("toponym_parts.txt"), chance.roll()
    place = chance.pick(parts["first"]) + chance.pick(parts["second"])
    if roll < _PLAIN_NAME:
        return place
    if roll < _PREFIXED_NAME:
        return f"{chance.pick(parts['ward'])} {place}"
    return f"{place} {chance.pick(parts['ward kind'])}"
