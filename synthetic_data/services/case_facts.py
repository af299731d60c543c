"""What is found in an episode of need: who referred, why, what an assessment saw, how it ended.

Codes are those of the children in need census. Factor 4B, a parent's mental ill health, is found
for most children of service users and for some others: recorded need and recorded service are not
the same thing.
"""

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from synthetic_data.chance import Chance, Weighted
from synthetic_data.facts import Spell, Stage
from synthetic_data.world import World

# Shares of sources, needs and factors: characteristics of children in need, England, 2023/24.
_REFERRED_BY = Weighted.of(
    {
        "6": 0.3, "2A": 0.19, "2B": 0.02, "3A": 0.02, "3B": 0.02, "3D": 0.03, "3E": 0.05,
        "3F": 0.03, "1A": 0.08, "1B": 0.01, "1C": 0.01, "4": 0.015, "5A": 0.07, "5B": 0.02,
        "5C": 0.055, "7": 0.03, "8": 0.03, "9": 0.02,
    }
)  # fmt: skip
_REFERRED_BY_ADULTS_TEAM = Weighted.of({"3F": 0.6, "5A": 0.4})
_TEAM_REFERS = 0.2
_NEED = Weighted.of(
    {
        "N1": 0.57, "N2": 0.1, "N3": 0.02, "N4": 0.1, "N5": 0.14, "N6": 0.025, "N7": 0.005,
        "N8": 0.025, "N9": 0.015,
    }
)  # fmt: skip
_PARENTAL_ILLNESS, _PARENTAL_ILLNESS_AS_NEED = "N3", 0.35
# Statutory guidance: an assessment takes at most 45 working days from the referral.
_ASSESSED, _SOONEST, _LATEST = 0.85, 5, 45
_WORKING_WEEK, _WEEK = 5, 7
_MENTAL_HEALTH_FOUND = MappingProxyType({"open": 0.76, "closed": 0.45, "later": 0.5, "none": 0.2})
_OTHER_FACTORS = MappingProxyType(
    {
        "3B": 0.36, "2B": 0.17, "1B": 0.17, "16A": 0.18, "17A": 0.19, "4A": 0.14, "3A": 0.1,
        "15A": 0.05, "14A": 0.06, "5A": 0.1, "6A": 0.04, "7A": 0.03, "18B": 0.1,
    }
)  # fmt: skip
_PARENTS_MENTAL_HEALTH, _NO_FACTOR = "4B", "21"
_PLANNED = 0.71
"""Assessments that lead to a plan, so that six episodes in ten have one."""
_OUTCOME_OF_PLAN = Weighted.of({"RC7": 0.9, "RC5": 0.04, "RC3": 0.03, "RC4": 0.03})
_OUTCOME_OF_ASSESSMENT = Weighted.of({"RC8": 0.72, "RC9": 0.22, "RC5": 0.06})
_OUTCOME_OTHERWISE = Weighted.of({"RC7": 0.8, "RC5": 0.2})


class CaseFacts:
    """Fills in what a referral and an episode of need hold."""

    def __init__(self, world: World, chance: Chance) -> None:
        """Know which carers use, or used, mental health services."""
        self._world = world
        self._chance = chance
        self._mental_health: dict[int, list[Spell]] = {}
        for spell in world.spells:
            if spell.stage is Stage.MENTAL_HEALTH:
                self._mental_health.setdefault(spell.person, []).append(spell)

    def referral(self, spell: Spell) -> Spell:
        """Return a referral with who made it: at times the team of a parent."""
        is_theirs = self._carers_service(spell.person, spell.start) == "open"
        by_team = is_theirs and self._chance.happens(_TEAM_REFERS)
        source = (_REFERRED_BY_ADULTS_TEAM if by_team else _REFERRED_BY).draw(self._chance)
        return replace(spell, referred_by=source)

    def episode(self, spell: Spell) -> Spell:
        """Return an episode of need with what became of it; an outcome that is set stays."""
        referred = self.referral(spell)
        assessed_on = self._assessed_on(spell)
        planned = self._chance.happens(_PLANNED) and self._goes_on(spell, assessed_on)
        found = replace(
            referred,
            need=self._need(spell),
            assessed_on=assessed_on,
            factors=self._factors(spell.person, assessed_on) if assessed_on else (),
            planned=planned,
        )
        if spell.end is None or spell.outcome:
            return found
        return replace(found, outcome=self._outcome(found))

    def _carers_service(self, child: int, day: date) -> str:
        """Say whether mental health services were open to a carer on a day, and if not, when.

        An illness is there before the service that treats it, so what came later counts too.
        """
        carers = self._world.carers_by_child.get(child, ())
        found = [spell for tie in carers for spell in self._mental_health.get(tie.adult, ())]
        if any(spell.open_at(day) for spell in found):
            return "open"
        if not found:
            return "none"
        return "closed" if any(spell.start <= day for spell in found) else "later"

    def _need(self, spell: Spell) -> str:
        """Draw the primary need: parental illness for some children of service users."""
        is_theirs = self._carers_service(spell.person, spell.start) in ("open", "closed")
        if is_theirs and self._chance.happens(_PARENTAL_ILLNESS_AS_NEED):
            return _PARENTAL_ILLNESS
        return _NEED.draw(self._chance)

    def _assessed_on(self, spell: Spell) -> date | None:
        """Draw when an assessment was finished, if it was within the episode and by now."""
        done = _working_days_after(spell.start, self._chance.whole(_SOONEST, _LATEST))
        is_done = self._chance.happens(_ASSESSED) and done <= self._world.as_at
        return min(done, spell.end or done) if is_done else None

    @staticmethod
    def _goes_on(spell: Spell, assessed_on: date | None) -> bool:
        """Say whether an episode went on after its assessment: a plan begins on that day."""
        return assessed_on is not None and (spell.end is None or assessed_on < spell.end)

    def _factors(self, child: int, day: date) -> tuple[str, ...]:
        chance = self._chance
        factors = [code for code, share in _OTHER_FACTORS.items() if chance.happens(share)]
        if chance.happens(_MENTAL_HEALTH_FOUND[self._carers_service(child, day)]):
            factors.append(_PARENTS_MENTAL_HEALTH)
        return tuple(sorted(factors)) or (_NO_FACTOR,)

    def _outcome(self, episode: Spell) -> str:
        if episode.planned:
            return _OUTCOME_OF_PLAN.draw(self._chance)
        assessed = episode.assessed_on is not None
        return (_OUTCOME_OF_ASSESSMENT if assessed else _OUTCOME_OTHERWISE).draw(self._chance)


def _working_days_after(day: date, count: int) -> date:
    """Return the day so many working days later; who comes at a weekend is seen on Monday."""
    monday_first = min(day.weekday(), _WORKING_WEEK - 1)
    weeks, rest = divmod(monday_first + count, _WORKING_WEEK)
    return day + timedelta(days=weeks * _WEEK + rest - day.weekday())
