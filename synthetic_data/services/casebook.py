"""Cases of children's social care, and the spells entered for them.

A spell lies between the day a pregnancy is known, or a child got another identity by adoption, and
the last day of childhood. What a case finds is `case_facts`; which cases there are `social_care`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from synthetic_data.services.case_facts import CaseFacts
from synthetic_data.services.families_at_home import last_day_of_childhood
from synthetic_data.world import Spell, Stage, World

_PREGNANCY_KNOWN = timedelta(days=180)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One child's part in a family's case, with its outcome where that is settled already."""

    child: int
    number: int
    restricted: bool = False
    outcome: str = ""


class Casebook:
    """Enters spells into a world."""

    def __init__(self, world: World, facts: CaseFacts) -> None:
        """Enter into this world what is known of each case."""
        self._world = world
        self._facts = facts
        self._adopted = {
            after: world.arrivals[before].joined or world.as_at
            for before, after in world.adopted.items()
        }

    def add(
        self, case: Case, stage: Stage, start: date, end: date | None = None, *, detail: str = ""
    ) -> Spell | None:
        """Add a spell and return it; none if it lies outside the child's life under this name."""
        person = self._world.people[case.child]
        first = self._adopted.get(case.child, person.date_of_birth - _PREGNANCY_KNOWN)
        begins, grown = max(start, first), last_day_of_childhood(person)
        if begins > min(grown, self._world.as_at) or (end is not None and end < first):
            return None
        if grown < self._world.as_at:
            end = min(end or grown, grown)
        spell = Spell(
            person=case.child,
            stage=stage,
            start=begins,
            end=None if end is None else max(begins, end),
            case=case.number,
            detail=detail,
            restricted=case.restricted,
            outcome=case.outcome,
        )
        known = self._with_facts(spell)
        self._world.spells.append(known)
        return known

    def _with_facts(self, spell: Spell) -> Spell:
        if spell.stage is Stage.IN_NEED:
            return self._facts.episode(spell)
        if spell.stage is Stage.NO_FURTHER_ACTION:
            return self._facts.referral(spell)
        return spell
