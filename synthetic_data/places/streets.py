"""Postcodes and their streets, in area letters that do not exist: none of them can be anybody's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from synthetic_data.chance import Chance
from synthetic_data.naming.reference_lists import sections
from synthetic_data.places.wards import SmallArea

_UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_DISTRICTS_OF_A_TOWN, _LAST_DISTRICT = 9, 99
_STREET_GOES_ON = 0.45


@dataclass(frozen=True, kw_only=True)
class Postcode:
    """A postcode with its areas."""

    pcds: str
    street: str
    ward: str
    lsoa: str
    council: str
    imd_rank: int


def codes_of(letters: str, town: int) -> Iterator[str]:
    """Give out the postcodes of an area; no two towns of a region share a district."""
    for district in range(town * _DISTRICTS_OF_A_TOWN + 1, _LAST_DISTRICT + 1):
        for sector in range(10):
            for first in _UNIT_LETTERS:
                for second in _UNIT_LETTERS:
                    yield f"{letters}{district} {sector}{first}{second}"


def _street_name(chance: Chance) -> str:
    parts = sections("toponym_parts.txt")
    stem = (
        chance.pick(parts["street"])
        if chance.happens(0.5)
        else chance.pick(parts["first"]) + chance.pick(parts["second"])
    )
    return f"{stem} {chance.pick(parts['kind'])}"


def lay_out_postcodes(
    codes: Iterator[str], areas: Sequence[SmallArea], count: int, council: str, chance: Chance
) -> list[Postcode]:
    """Share postcodes out evenly among small areas; a street may have several.

    Args:
        codes: the postcodes to give out.
        areas: the small areas of the town.
        count: how many postcodes are wanted.
        council: the code of the council.
        chance: the stream that is drawn from.
    """
    made: list[Postcode] = []
    for number, pcds in enumerate(islice(codes, count)):
        area = areas[number * len(areas) // count]
        goes_on = bool(made) and made[-1].lsoa == area.lsoa and chance.happens(_STREET_GOES_ON)
        made.append(
            Postcode(
                pcds=pcds,
                street=made[-1].street if goes_on else _street_name(chance),
                council=council,
                ward=area.ward,
                lsoa=area.lsoa,
                imd_rank=area.imd_rank,
            )
        )
    return made
