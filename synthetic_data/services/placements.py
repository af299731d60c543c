"""Where looked-after children live: foster homes now, and those they were in before.

A placement moves a child out of the home that stays its own in a family's sense (`World.origin`).
Whether a child is looked after is decided in `social_care`.
"""

from datetime import date, timedelta

from synthetic_data.chance import Chance
from synthetic_data.facts import ADULT_AGE, Household, Placement, Role
from synthetic_data.world import World

_PLACED_TOGETHER = 0.7
_EARLIER_PLACEMENT = 0.2
_DAY = timedelta(days=1)


class Placements:
    """Places children in the foster homes of a town."""

    def __init__(self, world: World, chance: Chance) -> None:
        """Know the foster homes of the town."""
        self._world = world
        self._chance = chance
        self._homes = [home for home in world.households if home.kind == "foster"]
        self._chosen: dict[int, Household] = {}

    def place(self, child: int, case: int, since: date) -> None:
        """Move a child to a foster home, where children of another family may live.

        Some were with another carer first: that tie is over.
        """
        if not self._may_be_placed(child):
            return
        world, foster = self._world, self._foster_home(case)
        placed = self._placed_on(child, foster, since)
        carers = self._carers(foster)
        world.origin[child] = world.home[child]
        world.home[child] = foster.number
        foster.members.append(child)
        self._enter(child, foster, placed)
        for carer in carers:
            world.tie(child, carer, Role.FOSTER_CARER, placed)

    def place_for_a_time(self, child: int, case: int, since: date, until: date) -> None:
        """Let a child have lived with foster carers, and not with them on the last day."""
        if not self._may_be_placed(child):
            return
        foster = self._foster_home(case)
        for carer in self._carers(foster):
            self._world.tie(child, carer, Role.FOSTER_CARER, since, until)
        if since < until:
            self._enter(child, foster, since, until - _DAY)

    def _may_be_placed(self, child: int) -> bool:
        """Say whether there are foster homes; a girl who is a mother stays at home."""
        return bool(self._homes) and child not in self._world.children

    def _enter(self, child: int, foster: Household, first: date, last: date | None = None) -> None:
        """Note where a child lived, the earlier homes first."""
        entered = self._world.placements.setdefault(child, [])
        entered.append(Placement(household=foster.number, first=first, last=last))
        entered.sort(key=lambda placement: placement.first)

    def _placed_on(self, child: int, foster: Household, since: date) -> date:
        """Return when the present placement began; an earlier one ends on that day."""
        chance, days = self._chance, (self._world.as_at - since).days
        other = chance.pick(self._homes)
        if other is foster or days < 1 or not chance.happens(_EARLIER_PLACEMENT):
            return since
        placed = since + timedelta(days=chance.whole(1, days))
        self._enter(child, other, since, placed - _DAY)
        for carer in self._carers(other)[:1]:
            self._world.tie(child, carer, Role.FOSTER_CARER, since, placed - _DAY)
        return placed

    def _carers(self, foster: Household) -> list[int]:
        """Return the one or two who foster: the first of the household, and their partner."""
        world, first = self._world, foster.members[0]
        return [
            number
            for number in foster.members
            if number in (first, world.partner.get(first))
            and world.people[number].age_at(world.as_at) >= ADULT_AGE
        ]

    def _foster_home(self, case: int) -> Household:
        """Choose a foster home: brothers and sisters mostly go to the same one."""
        if case not in self._chosen or not self._chance.happens(_PLACED_TOGETHER):
            self._chosen[case] = self._chance.pick(self._homes)
        return self._chosen[case]
