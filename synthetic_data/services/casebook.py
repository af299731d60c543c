"""Cases of children's social care, and the spells entered for them.

A spell lies between the day a pregnancy is known, a family came to the town, or a child got another
identity by adoption, and the last day of childhood or the day on which a family left the town. What
a case finds is `case_facts`; which cases there are `social_care`.
"""

from dataclasses import dataclass
from datetime import date

from synthetic_data.facts import PREGNANCY_KNOWN, Spell, Stage
from synthetic_data.places.residence import time_in_town
from synthetic_data.services.case_facts import CaseFacts
from synthetic_data.services.families_at_home import last_day_of_childhood
from synthetic_data.world import World

_MOVED_AWAY = "RC5"


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
        self._episodes: dict[int, list[Spell]] = {}
        self._adopted = {
            after: world.arrivals[before].joined or world.as_at
            for before, after in world.adopted.items()
        }

    def add(
        self, case: Case, stage: Stage, start: date, end: date | None = None, *, detail: str = ""
    ) -> Spell | None:
        """Add a spell and return it; none if it lies outside the child's life under this name."""
        first, last, left = self._may_be_known(case.child)
        begins, as_at = max(start, first), self._world.as_at
        if begins > min(last, as_at) or (end is not None and end < first):
            return None
        moved = left is not None and left == last and (end is None or end > left)
        if last < as_at:
            end = min(end or last, last)
        spell = Spell(
            person=case.child,
            stage=stage,
            start=begins,
            end=None if end is None else max(begins, end),
            case=case.number,
            detail=detail,
            restricted=case.restricted,
            outcome=case.outcome or (_MOVED_AWAY if moved and stage is Stage.IN_NEED else ""),
        )
        known = self._with_facts(spell)
        self._world.spells.append(known)
        if stage is Stage.IN_NEED:
            self._episodes.setdefault(case.child, []).append(known)
        return known

    def is_in_need(self, child: int, first: date, last: date) -> bool:
        """Say whether an episode of need is open for a child on any day of a period."""
        return any(
            episode.start <= last and (episode.end or last) >= first
            for episode in self._episodes.get(child, ())
        )

    def _may_be_known(self, child: int) -> tuple[date, date, date | None]:
        """Return the first and the last day, and the day on which the family left the town."""
        world, person = self._world, self._world.people[child]
        known = person.date_of_birth - PREGNANCY_KNOWN
        grown = last_day_of_childhood(person)
        if child in world.adopted:
            return known, grown, None
        came, lived_until = time_in_town(world, child)
        left = world.households[world.birth_home(child)].left
        first = max(self._adopted.get(child, known), came)
        return first, min(grown, lived_until), left

    def _with_facts(self, spell: Spell) -> Spell:
        if spell.stage is Stage.IN_NEED:
            return self._facts.episode(spell)
        if spell.stage is Stage.NO_FURTHER_ACTION:
            return self._facts.referral(spell)
        return spell
