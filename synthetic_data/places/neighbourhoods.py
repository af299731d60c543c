"""Who lives where: strained households in poorer streets, communities together in some wards.

Households and homes are sorted and paired: first by deprivation, into bands, and within a band by
where a community mostly lives. Both loosely, so that every ward has some of everybody. When they
moved there is `moves`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from synthetic_data.chance import Chance
from synthetic_data.facts import Dwelling, Household
from synthetic_data.naming.communities import BRITISH, COMMUNITIES
from synthetic_data.places.places import AREAS_OF_ENGLAND
from synthetic_data.places.wards import Ward, standing
from synthetic_data.world import World

_STREET_NOISE = 0.11
_BANDS, _LEAST_HOMES_IN_BAND = 3, 400
_WITHIN_WARD = 0.04
_AROUND_THE_COMMUNITY, _LIVES_ANYWHERE = 0.04, 0.15


@dataclass(frozen=True, kw_only=True)
class Neighbourhoods:
    """Pairs households with homes.

    Wards stand somewhere between two ends, 0 and 1, neighbouring wards near each other; so does
    every community but the majority, which lives everywhere.
    """

    world: World
    chance: Chance
    of_ward: dict[str, float]
    of_community: dict[str, float]

    @classmethod
    def of(cls, world: World, wards: Sequence[Ward], chance: Chance) -> "Neighbourhoods":
        """Draw where the communities of a town mostly live."""
        at = standing(chance, [(ward.x, ward.y) for ward in wards])
        minorities = chance.shuffled([name for name in COMMUNITIES if name != BRITISH])
        return cls(
            world=world,
            chance=chance,
            of_ward={ward.code: place for ward, place in zip(wards, at, strict=True)},
            of_community={
                name: (place + 0.5) / len(minorities) for place, name in enumerate(minorities)
            },
        )

    def match(
        self, households: Sequence[Household], homes: Sequence[Dwelling]
    ) -> dict[int, Dwelling]:
        """Give each household one of as many homes."""
        poorest = self._by_deprivation(homes)
        strained = sorted(households, key=lambda household: (-household.strain, household.number))
        found: dict[int, Dwelling] = {}
        for first, last in _bands(len(strained)):
            living = self._by_community(strained[first:last])
            free = self._by_ward(poorest[first:last])
            found |= {household.number: home for household, home in zip(living, free, strict=True)}
        return found

    def _by_deprivation(self, homes: Sequence[Dwelling]) -> list[Dwelling]:
        noise = self.chance.normal
        return sorted(
            homes, key=lambda home: home.imd_rank / AREAS_OF_ENGLAND + noise(0.0, _STREET_NOISE)
        )

    def _by_ward(self, homes: Sequence[Dwelling]) -> list[Dwelling]:
        noise, at = self.chance.normal, self.of_ward
        return sorted(homes, key=lambda home: at[home.ward] + noise(0.0, _WITHIN_WARD))

    def _by_community(self, households: Sequence[Household]) -> list[Household]:
        return sorted(households, key=self._place)

    def _place(self, household: Household) -> float:
        """Draw where between the two ends a household would live."""
        chance = self.chance
        community = self.world.people[household.members[0]].community
        if community == BRITISH or chance.happens(_LIVES_ANYWHERE):
            return chance.roll()
        return self.of_community[community] + chance.normal(0.0, _AROUND_THE_COMMUNITY)


def _bands(count: int) -> Iterator[tuple[int, int]]:
    """Cut a number of homes into bands of deprivation, few where there are few homes."""
    bands = min(_BANDS, max(1, count // _LEAST_HOMES_IN_BAND))
    for band in range(bands):
        yield count * band // bands, count * (band + 1) // bands
