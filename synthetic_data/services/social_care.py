"""What children's social care and early help do, family by family.

Brothers and sisters are mostly helped together. Who is likely to be known is `families_at_home`,
cases are entered in `casebook`, where looked-after children live `placements`.
"""

from datetime import date, timedelta

from synthetic_data.chance import Chance, Weighted
from synthetic_data.facts import Stage
from synthetic_data.services.case_facts import CaseFacts
from synthetic_data.services.casebook import Case, Casebook
from synthetic_data.services.families_at_home import (
    FamilyAtHome,
    families_at_home,
    last_day_of_childhood,
)
from synthetic_data.services.placements import Placements
from synthetic_data.world import World

LOOKED_AFTER_SHARE = 0.0015
"""Looked-after children, as a share of all people: seven in a thousand children."""

# Shares of families, tuned so that the shares of children at a stage on the as-at date are those
# of England in 2023/24: in need 3.4%, on a plan 0.4%, looked after 0.7%, early help 3.5%.
_IN_NEED, _CLOSED, _NO_ACTION, _EARLY_HELP, _HELPED_BEFORE = 0.0385, 0.1, 0.03, 0.039, 0.1
_EARLY_HELP_GOES_ON = 0.1
_PROTECTED, _LOOKED_AFTER, _WITH_OWN_PARENTS = 0.115, 0.315, 0.15
_CLOSED_AFTER_PLAN, _CLOSED_AFTER_CARE, _PLAN_BEFORE = 0.2, 0.1, 0.08
_ALL_TOGETHER, _EACH_LOOKED_AFTER, _EACH_REFERRED = 0.87, 0.8, 0.7
_YEARS_IN_NEED, _YEARS_PROTECTED, _YEARS_LOOKED_AFTER = 1.1, 0.8, 4.5
_CLOSED_WITHIN, _CLOSED_LENGTH = 3.0, 0.7
_NO_ACTION_WITHIN, _DAYS_TO_DECIDE = 2.5, 12
_EARLY_HELP_YEARS, _HELPED_WITHIN = 0.6, 1.5
_MOST_YEARS = 12.0
_MOST_MULTIPLIED_BEFORE = 1.5
"""Were all that is over multiplied too, social care would know every service user's family."""
_ADOPTED_AFTER, _NEED_BEFORE_CARE = (0.8, 2.2), 0.5
_CATEGORIES = Weighted.of({"NEG": 0.48, "EMO": 0.37, "PHY": 0.08, "SAB": 0.04, "MUL": 0.03})
_ADOPTED = "RC1"


class SocialWork:
    """Opens and closes the cases of a town."""

    def __init__(self, world: World, chance: Chance, *, looked_after: float = 1.0) -> None:
        """Work on one world, whose mental health spells are known.

        Args:
            world: the world.
            chance: what is drawn from.
            looked_after: how many times as many children in need as usual are looked after.
        """
        self._world = world
        self._looked_after = _LOOKED_AFTER * looked_after
        self._chance = chance
        self._book = Casebook(world, CaseFacts(world, chance))
        self._placements = Placements(world, chance)

    def help_families(self, multiplier: float) -> None:
        """Decide for every family what was done, and when; then what led to adoptions."""
        families = families_at_home(self._world)
        mean = sum(family.weight for family in families) / max(len(families), 1)
        mean_before = sum(family.weight_before for family in families) / max(len(families), 1)
        times_before = min(multiplier, _MOST_MULTIPLIED_BEFORE)
        for family in families:
            pull_before = times_before * family.weight_before / mean_before
            self._help(family, multiplier * family.weight / mean, pull_before)
        for child in sorted(self._world.adopted):
            self._lead_to_adoption(child)

    def _help(self, family: FamilyAtHome, pull: float, pull_before: float) -> None:
        """Decide what is open for a family, and what had ended before that began."""
        chance, in_need, helped = self._chance, 0.0, 0.0
        is_in_need = chance.happens(_IN_NEED * pull)
        if is_in_need:
            in_need = self._open_case(family)
        if chance.happens(_EARLY_HELP_GOES_ON if is_in_need else _EARLY_HELP * pull):
            helped = self._help_early(family)
        if chance.happens(_CLOSED * pull_before):
            self._close_case(family, in_need)
        if chance.happens(_HELPED_BEFORE * pull_before):
            self._help_early(family, helped + chance.between(0.0, _HELPED_WITHIN))
        if chance.happens(_NO_ACTION * pull_before):
            self._take_no_action(family)

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
        restricted = self._chance.happens(family.restricted)
        return [Case(child=child, number=number, restricted=restricted) for child in chosen]

    def _ago(self, family: FamilyAtHome, years: float) -> date:
        """Return the day so long ago: before today, or before a family left the town."""
        return self._chance.years_before(family.until, years)

    def _open_case(self, family: FamilyAtHome) -> float:
        """Open an episode of need, perhaps with a plan, perhaps looked after.

        Returns:
            How many years ago it began.
        """
        chance = self._chance
        protected = chance.happens(_PROTECTED)
        is_here = family.until == self._world.as_at
        looked_after = not protected and chance.happens(self._looked_after) and is_here
        mean = _YEARS_PROTECTED if protected else _YEARS_IN_NEED
        ago = chance.wait(_YEARS_LOOKED_AFTER if looked_after else mean) % _MOST_YEARS
        plan_from = self._ago(family, ago * chance.between(0.3, 0.9))
        category = _CATEGORIES.draw(chance)
        for case in self._cases(family, _ALL_TOGETHER):
            self._book.add(case, Stage.IN_NEED, self._ago(family, ago))
            if protected:
                self._book.add(case, Stage.PROTECTION_PLAN, plan_from, detail=category)
            elif looked_after and chance.happens(_EACH_LOOKED_AFTER):
                self._look_after(case, ago)
            elif chance.happens(_PLAN_BEFORE):
                ended = plan_from + (family.until - plan_from) / 2
                self._book.add(case, Stage.PROTECTION_PLAN, plan_from, ended, detail=category)
        return ago

    def _look_after(self, case: Case, ago: float) -> None:
        """Look after a child: mostly with foster carers, sometimes with its own parents."""
        person = self._world.people[case.child]
        if person.expected or last_day_of_childhood(person) < self._world.as_at:
            return
        chance = self._chance
        start = max(
            chance.years_before(self._world.as_at, ago * chance.between(0.3, 0.95)),
            person.date_of_birth,
        )
        spell = self._book.add(case, Stage.LOOKED_AFTER, start)
        if spell is not None and not chance.happens(_WITH_OWN_PARENTS):
            self._placements.place(case.child, case.number, spell.start)

    def _close_case(self, family: FamilyAtHome, before: float) -> None:
        """Add an episode of need that ended, a few with a plan or a time in care in it."""
        chance = self._chance
        ended = before + chance.between(0.0, _CLOSED_WITHIN)
        length = chance.wait(_CLOSED_LENGTH)
        roll, end = chance.roll(), self._ago(family, ended)
        inside, category = self._ago(family, ended + length * 0.8), _CATEGORIES.draw(chance)
        for case in self._cases(family, _ALL_TOGETHER, born_by=end):
            self._book.add(case, Stage.IN_NEED, self._ago(family, ended + length), end)
            if roll < _CLOSED_AFTER_PLAN:
                self._book.add(case, Stage.PROTECTION_PLAN, inside, end, detail=category)
            elif roll > 1.0 - _CLOSED_AFTER_CARE:
                self._care_for_a_time(case, inside, end)

    def _care_for_a_time(self, case: Case, since: date, until: date) -> None:
        """Look after a child who has gone back home, or into another order, since."""
        born = self._world.people[case.child].date_of_birth
        spell = self._book.add(case, Stage.LOOKED_AFTER, max(since, born), until)
        if spell is not None and spell.end is not None:
            self._placements.place_for_a_time(case.child, case.number, spell.start, spell.end)

    def _lead_to_adoption(self, child: int) -> None:
        """Look after a child under the name it had before its adoption, and until then."""
        world, chance = self._world, self._chance
        adopted_on = world.arrivals[child].joined or world.as_at
        born = world.people[child].date_of_birth
        case = Case(child=child, number=len(world.spells), outcome=_ADOPTED)
        taken = max(born, chance.years_before(adopted_on, chance.between(*_ADOPTED_AFTER)))
        known = chance.years_before(taken, chance.between(0.0, _NEED_BEFORE_CARE))
        self._book.add(case, Stage.IN_NEED, known, adopted_on)
        self._book.add(case, Stage.LOOKED_AFTER, taken, adopted_on)
        self._placements.place_for_a_time(child, case.number, taken, adopted_on)

    def _take_no_action(self, family: FamilyAtHome) -> None:
        """Add a referral that led to nothing, for whom no episode of need was open meanwhile."""
        day = self._ago(family, self._chance.between(0.0, _NO_ACTION_WITHIN))
        decided = day + timedelta(days=self._chance.whole(0, _DAYS_TO_DECIDE))
        for case in self._cases(family, _EACH_REFERRED, born_by=day):
            end = min(decided, family.until)
            if not self._book.is_in_need(case.child, day, end):
                self._book.add(case, Stage.NO_FURTHER_ACTION, day, end)

    def _help_early(self, family: FamilyAtHome, ended: float | None = None) -> float:
        """Help below the threshold of need, open or ended so many years ago.

        Returns:
            How many years ago it began.
        """
        began = (ended or 0.0) + self._chance.wait(_EARLY_HELP_YEARS)
        start, end = self._ago(family, began), None if ended is None else self._ago(family, ended)
        for case in self._cases(family, _ALL_TOGETHER, born_by=start):
            self._book.add(case, Stage.EARLY_HELP, start, end)
        return began
