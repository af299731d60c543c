"""What children's social care and early help do, family by family.

Brothers and sisters are mostly helped together, more often where a parent uses mental health
services, where the street is poor and where one parent is alone.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from synthetic_data.chance import Chance, Weighted
from synthetic_data.places import AREAS_OF_ENGLAND
from synthetic_data.world import Arrival, Role, Spell, Stage, World

LOOKED_AFTER_SHARE = 0.0015
"""Looked-after children, as a share of all people."""

_IN_NEED, _CLOSED, _NO_ACTION, _EARLY_HELP = 0.037, 0.035, 0.03, 0.036
_PROTECTED, _LOOKED_AFTER, _WITH_OWN_PARENTS = 0.15, 0.3, 0.15
_ALL_TOGETHER, _EACH_LOOKED_AFTER, _PLACED_TOGETHER = 0.87, 0.8, 0.7
_EARLY_HELP_OPEN, _EARLY_HELP_GOES_ON, _RESTRICTED = 0.75, 0.1, 0.012
_CARER_SERVED, _CARER_WAS_SERVED, _ALONE = 4.0, 2.2, 1.7
_PREGNANCY_KNOWN = timedelta(days=180)
_CATEGORIES = Weighted.of({"NEG": 0.48, "EMO": 0.37, "PHY": 0.08, "SAB": 0.04, "MUL": 0.03})


@dataclass(frozen=True, kw_only=True)
class FamilyAtHome:
    """Children of one household, with how likely it is that social care knows them."""

    children: tuple[int, ...]
    weight: float


@dataclass(frozen=True, kw_only=True)
class Case:
    """One child's part in a family's case; the years are counted back from the as-at date."""

    child: int
    number: int
    restricted: bool = False


def _families(world: World) -> list[FamilyAtHome]:
    """Gather the dependent children of every household."""
    served = {spell.person for spell in world.spells if spell.open_at(world.as_at)}
    known = {spell.person for spell in world.spells}
    found = []
    for household in world.households:
        children = tuple(number for number in household.members if world.is_dependent(number))
        if not children:
            continue
        carers = {tie.adult for child in children for tie in world.carers_by_child[child]}
        poverty = 1.0 - world.imd_rank(children[0]) / AREAS_OF_ENGLAND
        weight = 0.3 + 1.5 * poverty
        weight *= _CARER_SERVED if carers & served else _CARER_WAS_SERVED if carers & known else 1.0
        weight *= _ALONE if household.family_type in ("lone_parent", "kinship") else 1.0
        found.append(FamilyAtHome(children=children, weight=weight))
    return found


class SocialWork:
    """Opens and closes the cases of a town."""

    def __init__(self, world: World, chance: Chance) -> None:
        """Work on one world."""
        self._world = world
        self._chance = chance
        self._foster_homes = [h.number for h in world.households if h.kind == "foster"]
        self._placed: dict[int, int] = {}

    def help_families(self, multiplier: float) -> None:
        """Decide for every family what was done, and when."""
        families = _families(self._world)
        mean = sum(family.weight for family in families) / max(len(families), 1)
        for family in families:
            chance, pull = self._chance, multiplier * family.weight / mean
            if chance.happens(_CLOSED * pull):
                self._close_case(family)
            if chance.happens(_NO_ACTION * pull):
                self._take_no_action(family)
            if chance.happens(_IN_NEED * pull):
                self._open_case(family)
                if chance.happens(_EARLY_HELP_GOES_ON):
                    self._help_early(family)
            elif chance.happens(_EARLY_HELP * pull):
                self._help_early(family)

    def _cases(
        self, family: FamilyAtHome, share: float, *, born_by: date | None = None
    ) -> list[Case]:
        """Choose most of the children, at least one; those not born by a date are left out."""
        people, number = self._world.people, len(self._world.spells)
        children = [
            child
            for child in family.children
            if born_by is None or people[child].date_of_birth < born_by
        ]
        chosen = [child for child in children if self._chance.happens(share)] or children[:1]
        return [
            Case(child=child, number=number, restricted=self._chance.happens(_RESTRICTED))
            for child in chosen
        ]

    def _ago(self, years: float) -> date:
        return self._chance.years_before(self._world.as_at, years)

    def _add(
        self, case: Case, stage: Stage, start: date, end: date | None = None, *, detail: str = ""
    ) -> date:
        """Add a spell, no earlier than the pregnancy was known, and return its first day."""
        born = self._world.people[case.child].date_of_birth
        latest = self._world.as_at - timedelta(days=1)
        start = min(max(start, born - _PREGNANCY_KNOWN), latest)
        self._world.spells.append(
            Spell(
                person=case.child,
                stage=stage,
                start=start,
                end=None if end is None else max(start, end),
                case=case.number,
                detail=detail,
                restricted=case.restricted,
            )
        )
        return start

    def _open_case(self, family: FamilyAtHome) -> None:
        """An episode of need that is open, perhaps with a plan, perhaps looked after."""
        chance = self._chance
        ago = min(chance.wait(0.9) + 0.05, 4.0)
        protected = chance.happens(_PROTECTED)
        looked_after = not protected and chance.happens(_LOOKED_AFTER)
        category = _CATEGORIES.draw(chance)
        for case in self._cases(family, _ALL_TOGETHER):
            self._add(case, Stage.IN_NEED, self._ago(ago))
            is_born = not self._world.people[case.child].expected
            if protected:
                start = self._ago(ago * chance.between(0.3, 0.9))
                self._add(case, Stage.PROTECTION_PLAN, start, detail=category)
            elif looked_after and is_born and chance.happens(_EACH_LOOKED_AFTER):
                self._look_after(case, ago)

    def _look_after(self, case: Case, ago: float) -> None:
        """Look after a child: mostly with foster carers, sometimes with its own parents."""
        world, chance = self._world, self._chance
        age = (world.as_at - world.people[case.child].date_of_birth).days / 365.25
        years = max(min(ago * chance.between(0.3, 0.95), age - 0.02), 0.01)
        placed = self._add(case, Stage.LOOKED_AFTER, self._ago(years))
        if self._foster_homes and not chance.happens(_WITH_OWN_PARENTS):
            self._place(case, placed)

    def _place(self, case: Case, placed: date) -> None:
        """Move a child to a foster home, where children of another family may live."""
        child = case.child
        world = self._world
        foster = world.households[self._foster_home(case)]
        carers = [number for number in foster.members if number not in world.origin]
        world.origin[child] = world.home[child]
        world.arrivals[child] = Arrival(joined=placed, came_from=world.home[child])
        world.home[child] = foster.number
        foster.members.append(child)
        for carer in carers:
            world.tie(child, carer, Role.FOSTER_CARER, placed)

    def _foster_home(self, case: Case) -> int:
        """Choose a foster home: brothers and sisters mostly go to the same one."""
        if case.number not in self._placed or not self._chance.happens(_PLACED_TOGETHER):
            self._placed[case.number] = self._chance.pick(self._foster_homes)
        return self._placed[case.number]

    def _close_case(self, family: FamilyAtHome) -> None:
        """An episode of need that has ended, a few with a plan in it."""
        chance = self._chance
        ended, length = chance.between(0.02, 3.0), chance.wait(0.7) + 0.08
        protected = chance.happens(_PROTECTED)
        end = self._ago(ended)
        for case in self._cases(family, _ALL_TOGETHER, born_by=end):
            self._add(case, Stage.IN_NEED, self._ago(ended + length), end)
            if protected:
                start = self._ago(ended + length * 0.8)
                self._add(case, Stage.PROTECTION_PLAN, start, end, detail="NEG")

    def _take_no_action(self, family: FamilyAtHome) -> None:
        """A referral that led to nothing."""
        day = self._ago(self._chance.between(0.06, 2.5))
        for case in self._cases(family, 0.7, born_by=day):
            end = day + timedelta(days=self._chance.whole(0, 12))
            self._add(case, Stage.NO_FURTHER_ACTION, day, end)

    def _help_early(self, family: FamilyAtHome) -> None:
        """Help below the threshold of need, open or ended."""
        chance = self._chance
        ago = chance.wait(0.6) + 0.05
        is_open = chance.happens(_EARLY_HELP_OPEN)
        end = None if is_open else self._ago(ago * chance.between(0.1, 0.8))
        for case in self._cases(family, _ALL_TOGETHER, born_by=self._ago(ago)):
            self._add(case, Stage.EARLY_HELP, self._ago(ago), end)
