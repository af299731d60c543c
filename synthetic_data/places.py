"""Wards, streets and homes of a town that is on no map.

Postcodes have area letters that do not exist, so none of them can be anybody's. Deprivation is
clustered: a ward has a level, and its small areas vary around it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from synthetic_data.chance import Chance
from synthetic_data.identifiers import uprns
from synthetic_data.reference_lists import sections
from synthetic_data.world import Dwelling

TOWN = "Oldmoor"
OUTSIDE = "Eldermouth"
COUNCIL_CODE = "E08999001"
AREAS_OF_ENGLAND = 32_844

_TOWN_LETTERS = "QQ"
_OUTSIDE_LETTERS = "QX"
_UNIT_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_PEOPLE_PER_WARD = 2_500
_LEAST_WARDS = 4
_SMALL_AREAS_PER_WARD = 2
_HOMES_PER_POSTCODE = 15
_PEOPLE_PER_HOME = 2.1
_SHARE_FLATS = 0.16
_WITHIN_WARD, _MORE_POOR_AREAS = 0.12, 1.3


@dataclass(frozen=True, kw_only=True)
class SmallArea:
    """A small area of a ward, with its rank in the index of deprivation."""

    ward: str
    lsoa: str
    imd_rank: int


@dataclass(frozen=True, kw_only=True)
class Postcode:
    """A postcode with its areas."""

    pcds: str
    street: str
    ward: str
    lsoa: str
    council: str
    imd_rank: int


def _codes(letters: str) -> Iterator[str]:
    """Give out postcodes in order: district, sector, unit."""
    for district in range(1, 100):
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


class Places:
    """The homes of the town, and as many outside it as are asked for."""

    def __init__(self, people: int, chance: Chance) -> None:
        """Lay out wards, postcodes and ordinary homes for a number of people."""
        self._chance = chance
        self._uprns = uprns()
        wards = max(_LEAST_WARDS, round(people / _PEOPLE_PER_WARD))
        homes = int(people / _PEOPLE_PER_HOME) + 40
        self.postcodes = self._lay_out(
            _TOWN_LETTERS, wards, homes // _HOMES_PER_POSTCODE + 1, COUNCIL_CODE, 1
        )
        self.outside_postcodes = self._lay_out(
            _OUTSIDE_LETTERS, 2, max(20, people // 150), "E08999002", 901
        )
        self.homes = self._homes(homes)

    def _lay_out(
        self, letters: str, wards: int, count: int, council: str, first_ward: int
    ) -> list[Postcode]:
        """Share postcodes out evenly among small areas, and those among wards."""
        codes = islice(_codes(letters), count)
        areas = list(self._areas(wards, first_ward))
        return [
            Postcode(
                pcds=pcds,
                street=_street_name(self._chance),
                council=council,
                ward=areas[number * len(areas) // count].ward,
                lsoa=areas[number * len(areas) // count].lsoa,
                imd_rank=areas[number * len(areas) // count].imd_rank,
            )
            for number, pcds in enumerate(codes)
        ]

    def _areas(self, wards: int, first_ward: int) -> Iterator[SmallArea]:
        """Give each ward a level of deprivation and its small areas one near it."""
        levels = self._chance.shuffled([(place + 0.5) / wards for place in range(wards)])
        for ward, level in enumerate(levels, start=first_ward):
            for area in range(_SMALL_AREAS_PER_WARD):
                place = min(max(level + self._chance.normal(0.0, _WITHIN_WARD), 0.002), 0.999)
                number = 990_000 + ward * _SMALL_AREAS_PER_WARD + area
                yield SmallArea(
                    ward=f"E05999{ward:03}",
                    lsoa=f"E01{number:06}",
                    imd_rank=max(1, int(place**_MORE_POOR_AREAS * AREAS_OF_ENGLAND)),
                )

    def _dwelling(self, at: Postcode, premises: str, flat: str, kind: str, town: str) -> Dwelling:
        return Dwelling(
            flat=flat,
            premises=premises,
            street=at.street,
            town=town,
            postcode=at.pcds,
            uprn=next(self._uprns),
            kind=kind,
            ward=at.ward,
            imd_rank=at.imd_rank,
        )

    def _homes(self, count: int) -> list[Dwelling]:
        """Fill postcodes with houses, and with blocks whose flats share number and street."""
        homes: list[Dwelling] = []
        chance = self._chance
        for place, postcode in enumerate(self.postcodes):
            wanted = count * (place + 1) // len(self.postcodes) - len(homes)
            block = chance.happens(_SHARE_FLATS)
            first = chance.whole(1, 60)
            for number in range(wanted):
                flat = f"Flat {number + 1}" if block else ""
                premises = str(first if block else first + 2 * number)
                homes.append(self._dwelling(postcode, premises, flat, "house", TOWN))
        return homes

    def communal(self, kind: str) -> Dwelling:
        """Open a communal place or a house in multiple occupation."""
        at = self._chance.pick(self.postcodes)
        names = {"care_home": f"{at.street.split()[0]} House", "hostel": "The Old Mission"}
        premises = names.get(kind, str(self._chance.whole(61, 199)))
        return self._dwelling(at, premises, "", kind, TOWN)

    def outside(self) -> Dwelling:
        """Return a home outside the town."""
        at = self._chance.pick(self.outside_postcodes)
        return self._dwelling(at, str(self._chance.whole(1, 250)), "", "house", OUTSIDE)
