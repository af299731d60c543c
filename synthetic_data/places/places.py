"""The homes of a town that is on no map, and some outside it.

Where wards lie and how poor they are is `wards`, postcodes are `streets`; who lives where is
`neighbourhoods`.
"""

from synthetic_data.chance import Chance
from synthetic_data.facts import Dwelling
from synthetic_data.identifiers import uprns
from synthetic_data.places.streets import Postcode, codes_of, lay_out_postcodes
from synthetic_data.places.wards import (
    AREAS_OF_ENGLAND,
    Ward,
    first_ward,
    last_ward,
    lay_out_wards,
    small_areas,
    ward_number,
)

__all__ = [
    "AREAS_OF_ENGLAND",
    "COUNCIL_CODE",
    "OUTSIDE",
    "TOWN",
    "Places",
    "Postcode",
    "ward_number",
]

TOWN = "Oldmoor"
OUTSIDE = "Eldermouth"
COUNCIL_CODE = "E08999001"

_TOWNS = (
    TOWN, "Crosswick", "Harnbury", "Millgate", "Stanholme",
    "Farnbridge", "Kelborough", "Thornstead", "Ashcliffe", "Calderheath",
)  # fmt: skip
_OUTSIDE_COUNCIL, _OUTSIDE_WARDS, _PEOPLE_PER_OUTSIDE_POSTCODE = "E08999002", 2, 150
_LEAST_OUTSIDE_POSTCODES, _HIGHEST_OUTSIDE_NUMBER = 20, 250
_TOWN_LETTERS = "QQ"
_OUTSIDE_LETTERS = "QX"
_PEOPLE_PER_WARD, _LEAST_WARDS = 3_200, 4
_HOMES_PER_POSTCODE = 15
_PEOPLE_PER_HOME = 2.1
_SHARE_FLATS = 0.16
_HIGHEST_FIRST_NUMBER, _HIGHEST_SHARED_NUMBER = 60, 99
_COMMUNAL_NAMES = {
    "care_home": ("House", "Court", "Lodge"),
    "hostel": ("Mission", "Foyer"),
    "student_hall": ("Hall",),
    "temporary": ("Guest House", "Hotel"),
}


class Places:
    """The homes of a town, and as many outside it as are asked for."""

    def __init__(self, people: int, chance: Chance, town: int = 0) -> None:
        """Lay out wards, postcodes and ordinary homes.

        Args:
            people: for how many people.
            chance: the stream that is drawn from.
            town: which town of a region it is; codes and numbers of no two towns are the same.
        """
        self._chance = chance
        self._uprns = uprns(town)
        self._town = _TOWNS[town]
        self._latest: Dwelling | None = None
        homes = int(people / _PEOPLE_PER_HOME) + 40
        count = max(_LEAST_WARDS, round(people / _PEOPLE_PER_WARD))
        self.wards = lay_out_wards(count, chance, first_ward(town))
        self.postcodes = lay_out_postcodes(
            codes_of(_TOWN_LETTERS, town),
            small_areas(self.wards, chance, town),
            homes // _HOMES_PER_POSTCODE + 1,
            COUNCIL_CODE,
            chance,
        )
        self.outside_postcodes = lay_out_postcodes(
            codes_of(_OUTSIDE_LETTERS, town),
            small_areas(self._wards_outside(town), chance, town),
            max(_LEAST_OUTSIDE_POSTCODES, people // _PEOPLE_PER_OUTSIDE_POSTCODE),
            _OUTSIDE_COUNCIL,
            chance,
        )
        self.homes = self._homes(homes)

    def _wards_outside(self, town: int) -> tuple[Ward, ...]:
        first = last_ward(town) - _OUTSIDE_WARDS + 1
        return lay_out_wards(_OUTSIDE_WARDS, self._chance, first)

    def _dwelling(self, at: Postcode, premises: str, flat: str, kind: str, town: str) -> Dwelling:
        before = self._latest
        self._latest = Dwelling(
            flat=flat,
            premises=premises,
            street=at.street,
            town=town,
            postcode=at.pcds,
            uprn=next(self._uprns),
            kind=kind,
            ward=at.ward,
            imd_rank=at.imd_rank,
            next_door=before.uprn if before is not None and before.street == at.street else "",
        )
        return self._latest

    def _homes(self, count: int) -> list[Dwelling]:
        """Fill postcodes with houses, and with blocks whose flats share number and street.

        Where a street goes on in the next postcode, so do its numbers.
        """
        homes: list[Dwelling] = []
        chance, street, following = self._chance, "", 1
        for place, postcode in enumerate(self.postcodes):
            wanted = count * (place + 1) // len(self.postcodes) - len(homes)
            block = chance.happens(_SHARE_FLATS)
            goes_on = postcode.street == street
            first = following if goes_on else chance.whole(1, _HIGHEST_FIRST_NUMBER)
            for number in range(wanted):
                flat = f"Flat {number + 1}" if block else ""
                premises = str(first if block else first + 2 * number)
                homes.append(self._dwelling(postcode, premises, flat, "house", self._town))
            street, following = postcode.street, first + 2 * (1 if block else wanted)
        return homes

    def communal(self, kind: str) -> Dwelling:
        """Open a communal place or a house in multiple occupation."""
        chance = self._chance
        at = chance.pick(self.postcodes)
        premises = f"{chance.whole(1, _HIGHEST_SHARED_NUMBER)}A"
        if kind in _COMMUNAL_NAMES:
            premises = f"{at.street.split()[0]} {chance.pick(_COMMUNAL_NAMES[kind])}"
        return self._dwelling(at, premises, "", kind, self._town)

    def outside(self) -> Dwelling:
        """Return a home outside the town."""
        at = self._chance.pick(self.outside_postcodes)
        premises = str(self._chance.whole(1, _HIGHEST_OUTSIDE_NUMBER))
        return self._dwelling(at, premises, "", "house", OUTSIDE)
